import type { OrderAddress, OrderInput } from '@rapport/contract'
import type { CartContent } from '../carts/index.ts'

/** What an order is made of, besides what was paid for. */
export type Sale = {
  cartId: string
  number: string
  storeId: string
  /** Whose sale it is. */
  staffId: string
  paidAt: Date
  now: Date
  address: OrderAddress | null
  /** The catalog's own ids of the variants. */
  externalIdOf(variantId: string): string | undefined
}

/**
 * The order of a cart that was paid. Its lines, delivery and tax add up to what was paid, to the unit. Where prices with and
 * without tax meet, every line contains its tax, for an order knows only one of both.
 */
export function orderOf(content: CartContent, sale: Sale): Omit<OrderInput, 'source'> {
  const { totals } = content
  const taxIncluded = content.items.some(item => item.taxIncluded) || content.items.length === 0
  const lines = content.items.map(item => ({
    externalId: item.id,
    variant: sale.externalIdOf(item.variantId),
    sku: item.sku,
    name: item.name,
    colour: item.colour,
    size: item.size,
    quantity: item.quantity,
    unitPriceMinor: item.unitPriceMinor,
    discountMinor: item.discountMinor + item.cartDiscountMinor,
    taxMinor: item.taxMinor,
    totalMinor: item.totalMinor + (taxIncluded && !item.taxIncluded ? item.taxMinor : 0),
    fulfilment: item.fulfilment,
  }))
  const shipped = lines.some(line => line.fulfilment === 'ship')
  const goodsMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0)
  const comesTo = goodsMinor + totals.shippingMinor + (taxIncluded ? 0 : totals.taxMinor)
  if (comesTo !== totals.totalMinor)
    throw new Error(`The order comes to ${comesTo}, and the cart to ${totals.totalMinor}.`)
  return {
    externalId: sale.cartId,
    number: sale.number,
    version: sale.now.toISOString(),
    placedAt: sale.paidAt.toISOString(),
    currency: content.currency,
    store: sale.storeId,
    staffEmail: sale.staffId,
    origin: content.kind === 'remote' ? 'remote' : 'store',
    state: shipped ? 'open' : 'completed',
    lines,
    shippingMinor: totals.shippingMinor,
    discountMinor: totals.discountMinor,
    taxMinor: totals.taxMinor,
    taxIncluded,
    totalMinor: totals.totalMinor,
    shippingAddress: shipped ? sale.address : null,
  }
}
