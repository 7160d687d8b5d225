import type { OrderInput } from '@rapport/contract'

let nextOrder = 1

/** An order of the till in Berlin: one linen blazer, unless told otherwise. */
export function anOrder(more: Partial<OrderInput> = {}): OrderInput {
  const n = nextOrder++
  return {
    source: 'till',
    externalId: `T-${n}`,
    number: `#${1000 + n}`,
    version: '2026-03-02T10:00:00.000Z',
    placedAt: '2026-03-02T10:00:00.000Z',
    currency: 'EUR',
    store: 'Berlin Mitte',
    lines: [aLine()],
    totalMinor: (more.lines ?? [aLine()]).reduce((sum, line) => sum + line.totalMinor, 0),
    ...more,
  }
}

export const aLine = (more: Partial<OrderInput['lines'][number]> = {}): OrderInput['lines'][number] => ({
  sku: 'BLAZER-38',
  name: 'Linen blazer',
  quantity: 1,
  unitPriceMinor: 32_000,
  totalMinor: 32_000 * (more.quantity ?? 1),
  ...more,
})
