import type { FailureReason } from '@rapport/contract'

/** The port to whoever carries text messages. Adapters live in folders of their own and are seen only by the wiring. */
export type SmsProvider = {
  /**
   * Hands one message over, once; never tries again by itself.
   * @throws ProviderRejected when it will not be sent, and why
   * @throws ProviderUnavailable when it was not, or may have been, taken
   */
  send(message: OutgoingMessage): Promise<{ providerMessageId: string }>
  /** Messages the provider took from `from` to `to` with exactly this body since `since`, oldest first. */
  findSent(message: {
    channel: 'sms' | 'whatsapp'
    from: string
    to: string
    body: string
    since: Date
  }): Promise<{ providerMessageId: string; status: ProviderStatus; errorCode: string | null }[]>
  status(providerMessageId: string): Promise<{ status: ProviderStatus; errorCode: string | null } | undefined>
  /** Inbound messages to `to` since `since`, for what a webhook lost. */
  listInbound(to: string, since: Date): AsyncIterable<InboundMessage>
}

export type OutgoingMessage = {
  messageId: string
  channel: 'sms' | 'whatsapp'
  from: string
  to: string
  body: string
}
export type ProviderStatus = 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'canceled'

/** A customer's message as the provider tells it. Addresses in E.164, without the channel's prefix. */
export type InboundMessage = {
  providerMessageId: string
  channel: 'sms' | 'whatsapp'
  from: string
  to: string
  body: string
  mediaCount: number
  /** The provider's own reading, when it answers keywords itself. */
  optOutType: string | null
  profileName: string | null
}

/** It will not be sent: trying again changes nothing. */
export class ProviderRejected extends Error {
  readonly reason: FailureReason
  readonly providerCode: string | null
  constructor(reason: FailureReason, providerCode: string | null, message: string) {
    super(message)
    this.reason = reason
    this.providerCode = providerCode
  }
}

/** Out of reach for now. `taken`: whether the provider may have taken the message all the same. */
export class ProviderUnavailable extends Error {
  readonly taken: 'no' | 'unknown'
  readonly retryAfterMs: number | null
  constructor(taken: 'no' | 'unknown', message: string, retryAfterMs: number | null = null) {
    super(message)
    this.taken = taken
    this.retryAfterMs = retryAfterMs
  }
}
