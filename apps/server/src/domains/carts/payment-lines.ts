import type { LinkWant } from '../payments/index.ts'
import type { CartContent } from './content.ts'

/** What is paid for, line by line with its tax, and delivery last. They add up to the total. */
export function paymentLines({ items, delivery, totals }: CartContent): LinkWant['lines'] {
  const goods = items.map(item => ({
    description: [item.name, item.colour, item.size].filter(Boolean).join(', '),
    quantity: item.quantity,
    amountMinor: item.totalMinor + (item.taxIncluded ? 0 : item.taxMinor),
    taxMinor: item.taxMinor,
    taxRatePpm: item.taxRatePpm,
  }))
  const left = {
    amountMinor: totals.totalMinor - sum(goods.map(line => line.amountMinor)),
    taxMinor: totals.taxMinor - sum(goods.map(line => line.taxMinor)),
  }
  if (!delivery.option || left.amountMinor === 0) return goods
  const net = left.amountMinor - left.taxMinor
  return [
    ...goods,
    {
      description: delivery.option.name,
      quantity: 1,
      ...left,
      taxRatePpm: net > 0 ? Math.round((left.taxMinor * 1_000_000) / net) : 0,
    },
  ]
}

const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0)
