import type { PaymentLine } from '../../providers/payment.ts'

export type LinkState = 'wanted' | 'active' | 'completed' | 'ending' | 'ended' | 'failed'

/** What a cart's screen shows of its payment. */
export type PaymentState = 'none' | 'preparing' | 'ready' | 'failed'

export type LinkWant = {
  cartId: string
  version: number
  currency: string
  amountMinor: number
  /** Of the shopper: ISO 3166-1, for which methods are offered. */
  country: string
  /** Of the shopper, BCP 47. */
  language: string
  /** They add up to the amount; delivery, and tax that prices do not contain, are in them. Nothing of a person. */
  lines: readonly PaymentLine[]
  /** Where the provider's page leads back to, as the cart's page. Coming back says nothing about having paid. */
  returnUrl?: string
  expiresAt: Date
}

/** A link, by what the cart knows of it. `active` is payable, and has its `url`. */
export type Link = {
  id: string
  cartId: string
  cartVersion: number
  state: LinkState
  reference: string
  currency: string
  amountMinor: number
  url: string | null
  failure: string | null
  expiresAt: Date
}

export function paymentStateOf(link: Pick<Link, 'state'> | undefined): PaymentState {
  switch (link?.state) {
    case 'wanted':
      return 'preparing'
    case 'active':
    case 'completed':
      return 'ready'
    case 'failed':
      return 'failed'
    default:
      return 'none'
  }
}

/** One a link, and a person can tell by it which cart it was: what the provider signs in its notifications. */
export const referenceOf = (cartId: string, version: number, earlier: number) =>
  `${cartId}-${version}${earlier > 0 ? `-${earlier + 1}` : ''}`
