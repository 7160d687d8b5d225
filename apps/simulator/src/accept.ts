import type { Draft } from './drafts.ts'
import type { Exchange } from './exchange.ts'
import { type Form, many, one } from './form.ts'
import { Refusal } from './refusals.ts'
import { numberFrom } from './seed.ts'

const address = /^(whatsapp:)?\+[1-9]\d{6,14}$/
const serviceSid = /^MG[0-9a-fA-F]{32}$/

export interface Accepted extends Draft {
  /** When a scheduled message is to go; null for now. */
  sendAtMs: number | null
}

/** Checks a send as Twilio does, in its order, and refuses with its codes. */
export function acceptSend(exchange: Exchange, form: Form): Accepted {
  const to = one(form, 'To')
  const service = one(form, 'MessagingServiceSid') ?? null
  const from = one(form, 'From') ?? (service ? firstNumber(exchange) : undefined)
  const body = one(form, 'Body') ?? ''
  const mediaSources = many(form, 'MediaUrl')
  if (!to) throw new Refusal(21604)
  if (service && !serviceSid.test(service)) throw new Refusal(20404, 404)
  if (!from) throw new Refusal(21603)
  if (!address.test(to)) throw new Refusal(21211, 400, `Invalid 'To' Phone Number: ${to}`)
  if (exchange.webhooksAt && !exchange.state.numbers.has(bare(from))) adopt(exchange, bare(from))
  if (!exchange.acceptAnyNumber && !exchange.state.numbers.has(bare(from))) {
    throw new Refusal(
      21606,
      400,
      `The 'From' phone number provided (${from}) is not a valid message-capable number`,
    )
  }
  if (one(form, 'ContentVariables') && !one(form, 'ContentSid')) throw new Refusal(21654)
  if (!body && mediaSources.length === 0 && !one(form, 'ContentSid')) throw new Refusal(21602)
  if (body.length > 1600) throw new Refusal(21617)
  if (mediaSources.length > 10) throw new Refusal(21623)
  const statusCallback = one(form, 'StatusCallback') || null
  if (statusCallback && !isWebAddress(statusCallback)) throw new Refusal(21609)
  const sendAt = service && one(form, 'ScheduleType') === 'fixed' ? one(form, 'SendAt') : undefined
  return {
    direction: 'outbound-api',
    from,
    to,
    body: body || templateText(form),
    status: sendAt ? 'scheduled' : service ? 'accepted' : 'queued',
    mediaSources,
    statusCallback,
    messagingServiceSid: service,
    sendAtMs: sendAt ? Date.parse(sendAt) : null,
  }
}

/** A number without its channel. */
export function bare(phone: string): string {
  return phone.replace(/^whatsapp:/, '')
}

/** A number whose owner has not told us of it: it becomes the account's own, with its webhooks set as an operator would. */
function adopt(exchange: Exchange, phone: string): void {
  const at = exchange.webhooksAt
  exchange.state.numbers.set(
    phone,
    numberFrom({ phone, inboundUrl: `${at}/messages`, voiceUrl: `${at}/voice` }),
  )
  exchange.stateFile.touch()
  exchange.bus.emit('directory')
}

// The simulator keeps no pools: a messaging service sends from the account's first number.
function firstNumber(exchange: Exchange): string | undefined {
  return exchange.state.numbers.keys().next().value
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function templateText(form: Form): string {
  const variables = one(form, 'ContentVariables')
  return one(form, 'ContentSid') ? `[${one(form, 'ContentSid')}${variables ? ` ${variables}` : ''}]` : ''
}
