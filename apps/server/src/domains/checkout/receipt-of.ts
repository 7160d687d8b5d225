import type { CartContent } from '../carts/index.ts'
import type { ReceiptContent, ReceiptDiscount } from './receipt-content.ts'

export type Sold = Pick<
  ReceiptContent,
  | 'number'
  | 'timeZone'
  | 'businessName'
  | 'store'
  | 'staffFirstName'
  | 'seller'
  | 'businessLanguage'
  | 'payment'
> & { issuedAt: Date }

/** What the receipt of a cart says, as it is given out. */
export function receiptOf(content: CartContent, { issuedAt, ...sold }: Sold): ReceiptContent {
  const given = new Map(content.discounts.map(one => [one.itemId, one]))
  const discountOn = (itemId: string | null): ReceiptDiscount | null => {
    const discount = given.get(itemId)
    return discount
      ? {
          reason: discount.reason,
          percentBp: discount.kind === 'percent' ? discount.value : null,
          amountMinor: discount.amountMinor,
        }
      : null
  }
  const { option } = content.delivery
  return {
    ...sold,
    issuedAt: issuedAt.toISOString(),
    currency: content.currency,
    lines: content.items.map(item => ({
      name: item.name,
      colour: item.colour,
      size: item.size,
      sku: item.sku,
      pictureUrl: item.pictureUrl,
      quantity: item.quantity,
      unitPriceMinor: item.unitPriceMinor,
      grossMinor: item.grossMinor,
      discount: discountOn(item.id),
      fulfilment: item.fulfilment,
    })),
    discount: discountOn(null),
    delivery: option && {
      name: option.name,
      priceMinor: option.priceMinor,
      daysFrom: option.daysFrom,
      daysUntil: option.daysUntil,
    },
    totals: content.totals,
  }
}
