import type { Fulfilment, TaxLine } from '@rapport/contract'

/** One discount as the receipt names it: its reason, and the share where it was given as one. */
export type ReceiptDiscount = {
  reason: string
  /** Hundredths of a percent; null: an amount. */
  percentBp: number | null
  amountMinor: number
}

export type ReceiptLine = {
  name: string
  colour: string | null
  size: string | null
  sku: string | null
  pictureUrl: string | null
  quantity: number
  unitPriceMinor: number
  /** Quantity times price. */
  grossMinor: number
  /** Its own discount; its part of the cart's is not shown by line. */
  discount: ReceiptDiscount | null
  fulfilment: Fulfilment
}

/**
 * What a receipt says, as on the day it was given out (`receipts.content`): who sold what, the tax, how it was paid. Nothing of a
 * person: who bought and where it goes is read from the order, so that an erasure leaves the books whole.
 */
export type ReceiptContent = {
  number: string
  issuedAt: string
  /** The store's. */
  timeZone: string
  businessName: string
  store: {
    name: string
    street: string | null
    postalCode: string | null
    city: string
    country: string
    openingHours: string | null
  }
  /** Who sold it. */
  staffFirstName: string | null
  /** Null: the business has not said yet who sells in this country. */
  seller: {
    name: string
    address: string
    taxId: string | null
    termsUrl: string | null
    returnsUrl: string | null
    privacyUrl: string | null
    /** By language, as it stood; see `LegalEntity.receiptNote`. */
    note: Readonly<Record<string, string>>
  } | null
  /** Counts where the note is missing in the receipt's language. */
  businessLanguage: string
  currency: string
  lines: readonly ReceiptLine[]
  /** On the whole cart. */
  discount: ReceiptDiscount | null
  /** Null: nothing was shipped. Days are working days from payment. */
  delivery: { name: string; priceMinor: number; daysFrom: number; daysUntil: number } | null
  totals: {
    units: number
    /** Goods before discounts. */
    grossMinor: number
    discountMinor: number
    shippingMinor: number
    /** All tax; of it, `taxIncludedMinor` is contained in the prices already. */
    taxMinor: number
    taxIncludedMinor: number
    totalMinor: number
    taxLines: readonly TaxLine[]
  }
  payment: {
    kind: 'link' | 'terminal' | 'cash'
    /** As the provider names it, as `visa`; null where it says nothing. */
    method: string | null
    /** The end of the card's number, as `2291`. */
    detail: string | null
    /** What the till or terminal printed, or the provider's reference. */
    reference: string
    paidAt: string
  }
}

/** Money that went back since, as the receipt's page and document show it. */
export type ReceiptRefund = { at: string; amountMinor: number; state: 'underway' | 'done' }
