import type { Exchange } from './exchange.ts'
import type { Message, StoreNumber } from './records.ts'
import { segmentCount } from './segments.ts'

/** The form Twilio posts for an incoming message. All values are strings; the geography is often empty. */
export function inboundParams(
  exchange: Exchange,
  number: StoreNumber,
  message: Message,
): Record<string, string> {
  const params: Record<string, string> = {
    ToCountry: number.country,
    ToState: '',
    ToCity: '',
    ToZip: '',
    FromCountry: number.country,
    FromState: '',
    FromCity: '',
    FromZip: '',
    SmsMessageSid: message.sid,
    SmsSid: message.sid,
    MessageSid: message.sid,
    SmsStatus: 'received',
    NumMedia: String(message.media.length),
    NumSegments: String(segmentCount(message.body)),
    Body: message.body,
    From: message.from,
    To: message.to,
    AccountSid: exchange.accountSid,
    ApiVersion: '2010-04-01',
  }
  if (message.from.startsWith('whatsapp:')) {
    params.WaId = message.from.replace(/\D/g, '')
    params.ProfileName = exchange.state.people.get(message.from)?.name ?? ''
    params.MessageType = message.media.length > 0 ? 'image' : 'text'
  }
  message.media.forEach((media, index) => {
    const path = `/2010-04-01/Accounts/${exchange.accountSid}/Messages/${message.sid}/Media/${media.sid}`
    params[`MediaUrl${index}`] = exchange.publicUrl + path
    params[`MediaContentType${index}`] = media.contentType
  })
  return params
}
