import { rfc2822 } from './clock.ts'
import type { Exchange } from './exchange.ts'
import type { Media, Message, StoreNumber } from './records.ts'
import { sentenceOf } from './refusals.ts'
import { segmentCount } from './segments.ts'

/** A message as the Messages resource shows it. */
export function messageResource(exchange: Exchange, message: Message) {
  const uri = `/2010-04-01/Accounts/${exchange.accountSid}/Messages/${message.sid}`
  const undecided = message.status === 'accepted' || message.status === 'scheduled'
  return {
    account_sid: exchange.accountSid,
    api_version: '2010-04-01',
    body: message.body,
    date_created: rfc2822(message.createdAtMs),
    date_sent: message.sentAtMs === null ? null : rfc2822(message.sentAtMs),
    date_updated: rfc2822(message.updatedAtMs),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : sentenceOf(message.errorCode),
    // With a service the sender is chosen, and the text cut, only after acceptance.
    from: undecided ? null : message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.media.length),
    num_segments: undecided ? '0' : String(segmentCount(message.body)),
    price: null,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  }
}

/** A medium as the Media resource shows it. */
export function mediaResource(exchange: Exchange, message: Message, media: Media) {
  return {
    account_sid: exchange.accountSid,
    content_type: media.contentType,
    date_created: rfc2822(message.createdAtMs),
    date_updated: rfc2822(message.createdAtMs),
    parent_sid: message.sid,
    sid: media.sid,
    uri: `/2010-04-01/Accounts/${exchange.accountSid}/Messages/${message.sid}/Media/${media.sid}.json`,
  }
}

/** A number as the IncomingPhoneNumbers resource shows it. */
export function numberResource(exchange: Exchange, number: StoreNumber) {
  const since = rfc2822(Date.UTC(2026, 0, 1))
  return {
    account_sid: exchange.accountSid,
    address_requirements: 'none',
    address_sid: null,
    api_version: '2010-04-01',
    beta: false,
    bundle_sid: null,
    capabilities: { voice: true, sms: true, mms: /^\+1/.test(number.phone), fax: false },
    date_created: since,
    date_updated: since,
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    emergency_status: 'Inactive',
    friendly_name: number.label,
    identity_sid: null,
    origin: 'twilio',
    phone_number: number.phone,
    sid: number.sid,
    sms_application_sid: null,
    sms_fallback_method: 'POST',
    sms_fallback_url: '',
    sms_method: 'POST',
    sms_url: number.inboundUrl,
    status: 'in-use',
    status_callback: number.statusCallback,
    status_callback_method: 'POST',
    trunk_sid: null,
    type: null,
    uri: `/2010-04-01/Accounts/${exchange.accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
    voice_application_sid: null,
    voice_caller_id_lookup: false,
    voice_fallback_method: 'POST',
    voice_fallback_url: '',
    voice_method: 'POST',
    voice_receive_mode: 'voice',
    voice_url: number.voiceUrl,
  }
}
