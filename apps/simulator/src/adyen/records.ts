/** A payment link as the acquirer keeps it. */
export interface LinkRecord {
  id: string
  status: 'active' | 'completed' | 'expired' | 'paymentPending'
  /** As it was asked for. */
  request: LinkRequest
  expiresAtMs: number
  updatedAtMs: number
}

export interface LinkRequest {
  merchantAccount: string
  reference: string
  amount: Amount
  expiresAt?: string
  countryCode?: string
  shopperLocale?: string
  returnUrl?: string
  description?: string
  lineItems?: { description?: string; quantity?: number; amountIncludingTax?: number }[]
}

export interface Amount {
  currency: string
  value: number
}

export interface PaymentRecord {
  pspReference: string
  linkId: string
  reference: string
  amount: Amount
  method: Method
  state: 'pending' | 'authorised' | 'captured' | 'refused' | 'cancelled'
  refundedValue: number
  /** Refunds that were accepted and not yet told. */
  refundingValue: number
}

export type Method = keyof typeof methods

/** What the hosted page offers, by the names that a notification gives. */
export const methods = {
  visa: { label: 'Card', summary: '1111' },
  paypal: { label: 'PayPal', summary: null },
  ideal: { label: 'iDEAL', summary: null },
  bankTransfer_IBAN: { label: 'Bank transfer', summary: null },
} as const

/** What is told of a payment besides itself. */
export interface Modification {
  pspReference: string
  reference: string
  amount: Amount
  action?: string | undefined
}

/** A notification on its way. */
export interface Notice {
  id: number
  item: NoticeItem
  attempts: number
  /** Not held up by what is before it: a card’s authorisation comes from another of the provider’s systems. */
  direct: boolean
}

export interface NoticeItem {
  additionalData: Record<string, string>
  amount: Amount
  eventCode: string
  eventDate: string
  merchantAccountCode: string
  merchantReference: string
  originalReference?: string
  operations?: string[]
  paymentMethod?: string
  pspReference: string
  reason: string
  success: 'true' | 'false'
}

/** An answer that a key was given, to be given again. */
export interface KeptAnswer {
  key: string
  status: number
  answer: unknown
}

export interface AcquirerSnapshot {
  links: LinkRecord[]
  payments: PaymentRecord[]
  answers: KeptAnswer[]
  notices: Notice[]
}
