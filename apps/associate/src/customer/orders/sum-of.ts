import type { Order } from '@rapport/contract'

/** What adds up to an order's total, step by step; steps of nothing are left out. */
export type SumStep = { what: 'goods' | 'discount' | 'shipping' | 'tax' | 'other'; amountMinor: number }

type Summed = Pick<
  Order,
  'lines' | 'discountMinor' | 'shippingMinor' | 'taxMinor' | 'taxIncluded' | 'totalMinor'
>

/**
 * Sources disagree whether an order's discount is on top of its lines'. So the goods are told at the price before any
 * discount, and the discount as a whole; whatever then is still missing to the total is told as such, never hidden.
 */
export const sumOf = (order: Summed): SumStep[] => {
  const goods = order.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0)
  const onLines = order.lines.reduce((sum, line) => sum + line.discountMinor, 0)
  const tax = order.taxIncluded ? 0 : order.taxMinor
  const rest = (discount: number) => order.totalMinor - (goods - discount + order.shippingMinor + tax)
  const discounts = [Math.max(order.discountMinor, onLines), order.discountMinor + onLines]
  const discount = discounts.find(each => rest(each) === 0) ?? discounts[0] ?? 0
  const steps: SumStep[] = [
    { what: 'goods', amountMinor: goods },
    { what: 'discount', amountMinor: -discount },
    { what: 'shipping', amountMinor: order.shippingMinor },
    { what: 'tax', amountMinor: tax },
    { what: 'other', amountMinor: rest(discount) },
  ]
  return steps.filter(({ what, amountMinor }) => what === 'goods' || amountMinor !== 0)
}
