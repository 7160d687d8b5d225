import type { LineItem } from '@adyen/api-library/lib/src/typings/checkout/lineItem.js'
import type { PaymentLinkRequest } from '@adyen/api-library/lib/src/typings/checkout/paymentLinkRequest.js'
import type { PaymentLine, WantedLink } from '../payment.ts'
import { shopperLocale } from './locale.ts'
import { toAdyen } from './money.ts'

/**
 * What is asked of Adyen for a link. Its end is always given, for without one it is 24 hours; it can be paid once; and
 * nothing in it is of a person, whom Adyen asks itself for what a method needs.
 */
export function linkRequest(want: WantedLink, merchantAccount: string): PaymentLinkRequest {
  return {
    merchantAccount,
    reference: want.reference,
    amount: { currency: want.currency, value: toAdyen(want.currency, want.amountMinor) },
    countryCode: want.country,
    shopperLocale: shopperLocale(want.language, want.country),
    expiresAt: want.expiresAt,
    ...(want.returnUrl ? { returnUrl: want.returnUrl } : {}),
    reusable: false,
    lineItems: want.lines.map((line, place) => lineItem(line, place, want.currency)),
  }
}

/**
 * Adyen multiplies a line's amount by its quantity. A line whose discount does not divide by its pieces becomes one
 * piece of its own, so that the lines always come to the amount.
 */
function lineItem(line: PaymentLine, place: number, currency: string): LineItem {
  const amount = toAdyen(currency, line.amountMinor)
  // A tax that Adyen's unit is too coarse for is rounded: it is told, not paid.
  const tax = Math.round(toAdyen(currency, line.taxMinor * 100) / 100)
  const divides = amount % line.quantity === 0 && tax % line.quantity === 0
  const pieces = divides ? line.quantity : 1
  const name = divides ? line.description : `${line.quantity} × ${line.description}`
  return {
    id: String(place + 1),
    description: name.slice(0, 100),
    quantity: pieces,
    amountIncludingTax: amount / pieces,
    amountExcludingTax: (amount - tax) / pieces,
    taxAmount: tax / pieces,
    // In hundredths of a percent.
    taxPercentage: Math.round(line.taxRatePpm / 100),
  }
}
