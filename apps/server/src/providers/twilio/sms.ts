import type twilio from 'twilio'
import {
  type InboundMessage,
  ProviderRejected,
  type ProviderStatus,
  ProviderUnavailable,
  type SmsProvider,
} from '../sms.ts'
import { failureReason, passing } from './failures.ts'

type Client = ReturnType<typeof twilio>

/** Twilio's words for where a message is, in ours. 201 means taken, not sent. */
export function providerStatus(status: string): ProviderStatus {
  switch (status) {
    case 'sent':
    case 'delivered':
    case 'read':
    case 'canceled':
      return status
    case 'partially_delivered':
      return 'delivered'
    case 'failed':
    case 'undelivered':
      return 'failed'
    default:
      return 'sending'
  }
}

const addressed = (channel: 'sms' | 'whatsapp', phone: string) =>
  channel === 'whatsapp' ? `whatsapp:${phone}` : phone

/** Splits `whatsapp:+49…` into its channel and number. */
export function channelOf(address: string): { channel: 'sms' | 'whatsapp'; phone: string } {
  return address.startsWith('whatsapp:')
    ? { channel: 'whatsapp', phone: address.slice(9) }
    : { channel: 'sms', phone: address }
}

/**
 * Text messages by Twilio, through its official client.
 * @param statusUrl where Twilio tells what became of a message; its address carries our message id, so the outcome
 *   is learnt even when we died before the answer came
 */
export function twilioSms(client: Client, statusUrl: (messageId: string) => string): SmsProvider {
  return {
    async send({ messageId, channel, from, to, body }) {
      try {
        const taken = await client.messages.create({
          from: addressed(channel, from),
          to: addressed(channel, to),
          body,
          statusCallback: statusUrl(messageId),
        })
        return { providerMessageId: taken.sid }
      } catch (error) {
        throw translate(error)
      }
    },

    async findSent({ channel, from, to, body, since }) {
      // Not by DateSent: a message that waits at the carrier has none yet.
      const between = { from: addressed(channel, from), to: addressed(channel, to) }
      const found = await client.messages.list({ ...between, limit: 50 }).catch(error => {
        throw translate(error)
      })
      return found
        .filter(
          message =>
            message.body === body &&
            message.direction.startsWith('outbound') &&
            message.dateCreated.getTime() >= since.getTime() - skewMs,
        )
        .sort((a, b) => a.dateCreated.getTime() - b.dateCreated.getTime())
        .map(message => ({
          providerMessageId: message.sid,
          status: providerStatus(message.status),
          errorCode: message.errorCode ? String(message.errorCode) : null,
        }))
    },

    async status(providerMessageId) {
      try {
        const message = await client.messages(providerMessageId).fetch()
        return {
          status: providerStatus(message.status),
          errorCode: message.errorCode ? String(message.errorCode) : null,
        }
      } catch (error) {
        if ((error as { status?: number }).status === 404) return undefined
        throw translate(error)
      }
    },

    async *listInbound(to, since): AsyncIterable<InboundMessage> {
      const found = await client.messages.list({ to, dateSentAfter: since, limit: 1000 }).catch(error => {
        throw translate(error)
      })
      for (const message of found.reverse()) {
        if (message.direction !== 'inbound') continue
        const { channel, phone } = channelOf(message.from)
        yield {
          providerMessageId: message.sid,
          channel,
          from: phone,
          to: channelOf(message.to).phone,
          body: message.body,
          mediaCount: Number(message.numMedia),
          optOutType: null,
          profileName: null,
        }
      }
    },
  }
}

/** Their clock and ours differ, and theirs tells whole seconds. Older messages are told apart by their ids. */
const skewMs = 120_000

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/**
 * RestException and TwilioServiceException carry `status` and `code`; a broken connection carries the socket's code.
 * What may have been taken in spite of the error is said to be unknown, never sent again blindly.
 */
function translate(error: unknown): Error {
  const { status, code, message } = error as { status?: number; code?: number | string; message?: string }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    if (status === 429 || passing.has(String(code)))
      return new ProviderUnavailable('no', message ?? 'too many requests', 1000)
    if (status === 401 || status === 403)
      return new ProviderUnavailable('no', `Twilio does not accept the credentials: ${message}`, 30_000)
    return new ProviderRejected(
      failureReason(code),
      code === undefined ? null : String(code),
      message ?? 'refused',
    )
  }
  if (neverConnected.has(String(code))) return new ProviderUnavailable('no', message ?? String(code))
  return new ProviderUnavailable('unknown', message ?? 'no answer')
}
