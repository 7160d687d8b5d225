import twilio from 'twilio'
import type { InboundMessage } from '../sms.ts'
import { channelOf, providerStatus } from './sms.ts'

type Form = Record<string, string | string[]>
const one = (value: string | string[] | undefined) =>
  Array.isArray(value) ? (value[0] ?? '') : (value ?? '')

/**
 * Whether Twilio signed this request. Checked on the parameters exactly as they came, all of them, and on the address
 * as the outside world knows it: behind a proxy the request itself looks otherwise.
 */
export function signedByTwilio(
  authToken: string,
  signature: string | undefined,
  publicUrl: string,
  form: Form,
): boolean {
  return signature !== undefined && twilio.validateRequest(authToken, signature, publicUrl, form)
}

/** Reads an inbound message; unknown parameters are let be, for Twilio adds some unannounced. */
export function inboundFrom(form: Form): InboundMessage {
  const { channel, phone } = channelOf(one(form.From))
  return {
    providerMessageId: one(form.MessageSid),
    channel,
    from: phone,
    to: channelOf(one(form.To)).phone,
    body: one(form.Body),
    mediaCount: Number(one(form.NumMedia) || 0),
    optOutType: one(form.OptOutType) || null,
    profileName: one(form.ProfileName) || null,
  }
}

export function statusFrom(form: Form) {
  return {
    providerMessageId: one(form.MessageSid),
    status: providerStatus(one(form.MessageStatus)),
    rawStatus: one(form.MessageStatus),
    errorCode: one(form.ErrorCode) || null,
  }
}

export function callFrom(form: Form) {
  return {
    from: one(form.From),
    to: one(form.To),
    callSid: one(form.CallSid),
    dialStatus: one(form.DialCallStatus) || null,
  }
}

/** TwiML that says nothing: any other answer would be sent to the customer, or be an error. */
export const silence = () => new twilio.twiml.MessagingResponse().toString()

/**
 * TwiML that forwards a call to the store's landline (STO-4). The caller's own number is shown there; ours would loop
 * back if the landline forwards to it.
 */
export function forwardCall(landline: string, afterUrl: string): string {
  const response = new twilio.twiml.VoiceResponse()
  response.dial({ answerOnBridge: true, timeout: 25, action: afterUrl, method: 'POST' }).number(landline)
  return response.toString()
}

export function sayUnavailable(sentence: string, language: string): string {
  const response = new twilio.twiml.VoiceResponse()
  response.say({ language: language as never }, sentence)
  response.hangup()
  return response.toString()
}

export function hangUp(): string {
  const response = new twilio.twiml.VoiceResponse()
  response.hangup()
  return response.toString()
}
