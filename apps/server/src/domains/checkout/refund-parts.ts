/** A line of an order as it was paid for, and how many of it went back before. */
export type PaidLine = {
  id: string
  quantity: number
  /** For all of them, with tax, after discounts. */
  paidMinor: number
  refundedQuantity: number
}
export type PaidOrder = {
  lines: readonly PaidLine[]
  /** Delivery with its tax; 0 once it went back. */
  shippingMinor: number
  /** Of everything that was paid, what did not go back and is not on its way. */
  refundableMinor: number
}
export type RefundAsked =
  | { kind: 'all' }
  | { kind: 'lines'; lines: readonly { lineId: string; quantity: number }[]; shipping: boolean }
  | { kind: 'amount'; amountMinor: number }
export type RefundParts = {
  amountMinor: number
  lines: { lineId: string; quantity: number }[]
  shipping: boolean
}

/**
 * What of an order goes back (PAY-5): pieces with their share of discount and tax. However a line is taken apart, its
 * pieces come to what was paid for it, to the unit.
 * @returns undefined when it is more than there is
 */
export function refundParts(order: PaidOrder, asked: RefundAsked): RefundParts | undefined {
  const parts = partsOf(order, asked)
  return parts && parts.amountMinor > 0 && parts.amountMinor <= order.refundableMinor ? parts : undefined
}

function partsOf(order: PaidOrder, asked: RefundAsked): RefundParts | undefined {
  if (asked.kind === 'amount') return { amountMinor: asked.amountMinor, lines: [], shipping: false }
  if (asked.kind === 'all') {
    const left = order.lines.filter(line => line.refundedQuantity < line.quantity)
    return {
      amountMinor: order.refundableMinor,
      lines: left.map(line => ({ lineId: line.id, quantity: line.quantity - line.refundedQuantity })),
      shipping: order.shippingMinor > 0,
    }
  }
  const wanted = new Map<string, number>()
  for (const { lineId, quantity } of asked.lines) wanted.set(lineId, (wanted.get(lineId) ?? 0) + quantity)
  let amountMinor = asked.shipping ? order.shippingMinor : 0
  for (const [lineId, quantity] of wanted) {
    const line = order.lines.find(one => one.id === lineId)
    if (!line || line.refundedQuantity + quantity > line.quantity) return undefined
    amountMinor += shareOf(line, line.refundedQuantity + quantity) - shareOf(line, line.refundedQuantity)
  }
  return {
    amountMinor,
    lines: [...wanted].map(([lineId, quantity]) => ({ lineId, quantity })),
    shipping: asked.shipping && order.shippingMinor > 0,
  }
}

/** What the first so many of a line cost, half away from zero. */
function shareOf({ paidMinor, quantity }: PaidLine, count: number): number {
  const twice = 2n * BigInt(paidMinor) * BigInt(count) + BigInt(quantity)
  return Number(twice / (2n * BigInt(quantity)))
}
