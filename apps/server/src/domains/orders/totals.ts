import type { GivenOrder } from '@rapport/contract'

/** What the figures of a customer are made of. */
export type Totals = { units: number; returnedUnits: number; returnedMinor: number; differ: boolean }

/**
 * What an order comes to. Nothing more can come back than went out, whatever a source says twice; goods that were
 * exchanged are no return. The order's own total is believed: its lines may differ by a minor unit each.
 */
export function totalsOf(order: GivenOrder): Totals {
  const units = sum(order.lines.map(line => line.quantity))
  const returned = order.returns.filter(one => one.kind === 'return').flatMap(one => one.lines)
  const lines = sum(order.lines.map(line => line.totalMinor)) + order.shippingMinor
  const rounding = order.lines.length + 1
  const ways = [lines, lines - order.discountMinor].flatMap(total => [total, total + order.taxMinor])
  return {
    units,
    returnedUnits: Math.min(units, sum(returned.map(line => line.quantity))),
    returnedMinor: Math.min(order.totalMinor, sum(order.returns.map(one => one.amountMinor))),
    differ: !ways.some(total => Math.abs(total - order.totalMinor) <= rounding),
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
