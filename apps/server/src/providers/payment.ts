/** The port to whoever takes payments. Adapters live in folders of their own and are seen only by the wiring. */
export type PaymentProvider = {
  /**
   * Makes a payment link. The same key twice is one link, whatever became of the first answer.
   * @throws PaymentRejected when it will not be made, and why
   * @throws PaymentUnavailable when it was not, or may have been, made: ask again with the same key
   */
  createLink(want: WantedLink): Promise<ProviderLink>
  /**
   * Ends a link and asks whether it is ended; nobody can revive it.
   * @returns what it is now: `ended`, or why it cannot be
   * @throws PaymentUnavailable
   */
  endLink(providerLinkId: string): Promise<ProviderLinkState>
  /** @returns undefined when the provider knows no such link */
  readLink(providerLinkId: string): Promise<ProviderLink | undefined>
  /**
   * Asks for money to go back. Taken is not done: a notification tells.
   * @throws PaymentRejected @throws PaymentUnavailable
   */
  refund(want: WantedRefund): Promise<{ providerReference: string }>
}

/** `open`: it can be paid. `pending`: a slow method was begun. `completed`: it was paid. `ended`: it never can be. */
export type ProviderLinkState = 'open' | 'pending' | 'completed' | 'ended'
export type ProviderLink = { providerLinkId: string; url: string; state: ProviderLinkState }

/** A line of what is paid: all of it with tax, after discounts. Lines add up to the amount. Nothing of a person. */
export type PaymentLine = {
  description: string
  quantity: number
  /** Of the whole line, with tax. */
  amountMinor: number
  /** Of it, tax. */
  taxMinor: number
  taxRatePpm: number
}
/** Amounts in the currency's minor units by ISO 4217, as everywhere in Rapport; an adapter knows where its provider differs. */
export type WantedLink = {
  idempotencyKey: string
  reference: string
  currency: string
  amountMinor: number
  country: string
  language: string
  lines: readonly PaymentLine[]
  returnUrl: string | null
  expiresAt: Date
}
export type WantedRefund = {
  idempotencyKey: string
  reference: string
  /** The provider's reference of the payment. */
  paymentReference: string
  currency: string
  amountMinor: number
  /** All of a payment of which nothing has gone back: undone also while it is not captured yet. */
  whole: boolean
}

export type NotificationKind =
  | 'authorisation'
  | 'capture'
  | 'refund'
  | 'refund_failed'
  | 'chargeback'
  | 'chargeback_reversed'
  | 'other'
/** What the provider signed, and beside it details that it did not sign. */
export type ToldPayment = {
  merchantAccount: string
  eventCode: string
  kind: NotificationKind
  /** The provider's own reference: of the payment, or of its modification. */
  pspReference: string
  /** Of a modification: the payment's. */
  originalReference: string | null
  /** What we called it. */
  merchantReference: string
  success: boolean
  currency: string
  amountMinor: number
  eventAt: Date
  details: ToldDetails
}
/** Unsigned: never enough to decide whose order is paid. */
export type ToldDetails = {
  method: string | null
  /** As a person knows it: ending in 2291. */
  methodDetail: string | null
  providerLinkId: string | null
  reason: string | null
}

/** It will not be done: asking again changes nothing. */
export class PaymentRejected extends Error {
  readonly providerCode: string | null
  constructor(providerCode: string | null, message: string) {
    super(message)
    this.providerCode = providerCode
  }
}

/** Out of reach for now, or its answer was lost. The same key makes asking again safe. */
export class PaymentUnavailable extends Error {
  readonly retryAfterMs: number | null
  constructor(message: string, retryAfterMs: number | null = null) {
    super(message)
    this.retryAfterMs = retryAfterMs
  }
}
