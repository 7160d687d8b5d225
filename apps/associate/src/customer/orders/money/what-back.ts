import type { Order, OrderLine } from '@rapport/contract'

/** How many of a line can still come back. */
export const returnable = (line: OrderLine): number =>
  Math.max(0, line.quantity - line.returnedQuantity - line.exchangedQuantity)

/**
 * What so many of a line come to, to show before it is asked for. Shares of a line are rounded so that all of them come
 * to all of it; the server's answer counts.
 */
export const lineBack = (line: OrderLine, quantity: number, taxIncluded: boolean): number => {
  const whole = line.totalMinor + (taxIncluded ? 0 : line.taxMinor)
  const part = (units: number) => Math.round((whole * units) / line.quantity)
  const gone = line.quantity - returnable(line)
  return part(gone + quantity) - part(gone)
}

/** What chosen lines come to together, with the delivery where it is given back too. */
export const linesBack = (
  order: Pick<Order, 'lines' | 'taxIncluded' | 'shippingMinor'>,
  chosen: ReadonlyMap<string, number>,
  shipping: boolean,
): number =>
  order.lines.reduce((sum, line) => sum + lineBack(line, chosen.get(line.id) ?? 0, order.taxIncluded), 0) +
  (shipping ? order.shippingMinor : 0)
