import { randomUUID } from 'node:crypto'
import { type Exchange, shortSid } from './exchange.ts'
import type { Message, MessageStatus } from './records.ts'

/** A status callback as it was when the status was reached. */
export interface Notice {
  url: string
  sid: string
  status: MessageStatus
  params: Record<string, string>
  token: string
}

let noticeCount = 0

/** Writes down the callback for the status the message has now; none without an address. */
export function noticeOf(exchange: Exchange, message: Message): Notice | undefined {
  if (!message.statusCallback) return undefined
  noticeCount += 1
  const params: Record<string, string> = {
    MessageSid: message.sid,
    MessageStatus: message.status,
    SmsSid: message.sid,
    SmsStatus: message.status,
    AccountSid: exchange.accountSid,
    From: message.from,
    To: message.to,
    ApiVersion: '2010-04-01',
  }
  if (message.messagingServiceSid) params.MessagingServiceSid = message.messagingServiceSid
  if (message.errorCode !== null) params.ErrorCode = String(message.errorCode)
  if (message.status === 'delivered' || message.status === 'undelivered') {
    const carrierTime = new Date(exchange.clock.now()).toISOString().replace(/\D/g, '')
    params.RawDlrDoneDate = carrierTime.slice(2, 12)
  }
  // New parameters arrive unannounced at Twilio, and they are signed: a closed schema must not break on them.
  if (noticeCount % 3 === 0) params.NetworkTier = `tier ${noticeCount % 4}`
  return {
    url: message.statusCallback,
    sid: message.sid,
    status: message.status,
    params,
    token: randomUUID(),
  }
}

/** Posts a callback once (with Twilio's retries) and logs how it went. */
export async function postNotice(exchange: Exchange, notice: Notice, remark = ''): Promise<void> {
  await exchange.faults.carrierUp()
  const { answer, failure } = await exchange.poster.post(notice.url, notice.params, notice.token)
  const detail = `${shortSid(notice.sid)}${remark}`
  if (answer && answer.status < 400) {
    const bad = notice.status === 'failed' || notice.status === 'undelivered'
    const tone = remark ? 'plain' : bad ? 'bad' : notice.status === 'delivered' ? 'good' : 'plain'
    exchange.wire.write(
      notice.status,
      bad ? `${detail}, ${notice.params.ErrorCode}` : detail,
      tone,
      notice.sid,
    )
    return
  }
  const why = answer ? `answered ${answer.status}` : failure
  exchange.wire.write('error 11200', `${notice.status} ${detail}: ${why}`, 'bad', notice.sid)
}
