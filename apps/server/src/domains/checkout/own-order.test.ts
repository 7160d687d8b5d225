import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CartContent } from '../carts/index.ts'
import { reckon } from '../pricing/index.ts'
import { orderOf } from './own-order.ts'

type Item = {
  quantity: number
  unitPriceMinor: number
  taxIncluded: boolean
  taxRatePpm: number
  shipped: boolean
  offBp: number
}

/** A cart as it is fixed when it is shared, reckoned by the business's own arithmetic. */
function contentOf(items: readonly Item[], off: number, shippingMinor: number): CartContent {
  const reckoned = reckon({
    lines: items.map((item, n) => ({
      ...item,
      id: String(n),
      taxLabel: 'VAT',
      fulfilment: item.shipped ? 'ship' : 'in_store',
      discount: item.offBp > 0 ? { kind: 'percent', value: item.offBp } : null,
    })),
    discount: off > 0 ? { kind: 'amount', value: off } : null,
    delivery: shippingMinor > 0 ? { priceMinor: shippingMinor, taxRatePpm: 190_000, taxLabel: 'VAT' } : null,
  })
  return {
    kind: 'remote',
    currency: 'EUR',
    items: reckoned.lines.map((line, n) => ({
      ...line,
      variantId: line.id,
      productId: line.id,
      name: 'Scarf',
      colour: null,
      size: null,
      sku: null,
      pictureUrl: null,
      quantity: items[n]?.quantity ?? 1,
      unitPriceMinor: items[n]?.unitPriceMinor ?? 0,
      taxRatePpm: items[n]?.taxRatePpm ?? 0,
      taxIncluded: items[n]?.taxIncluded ?? true,
      fulfilment: items[n]?.shipped ? 'ship' : 'in_store',
    })),
    discounts: [],
    delivery: { needed: shippingMinor > 0, option: null },
    totals: reckoned.totals,
  }
}

const sale = {
  cartId: 'c',
  number: 'A-10001',
  storeId: 's',
  staffId: 'm',
  paidAt: new Date('2026-11-22T12:00:00Z'),
  now: new Date('2026-11-22T12:00:05Z'),
  address: { line1: 'Torstr. 1', city: 'Berlin', country: 'DE' },
  externalIdOf: (id: string) => id,
}
const item = fc.record({
  quantity: fc.integer({ min: 1, max: 20 }),
  unitPriceMinor: fc.integer({ min: 0, max: 5_000_000 }),
  taxIncluded: fc.boolean(),
  taxRatePpm: fc.constantFrom(0, 70_000, 190_000, 88_750),
  shipped: fc.boolean(),
  offBp: fc.constantFrom(0, 1000, 3333),
})

test('PAY-2 CRT-4: the order of any cart adds up to what was paid, with and without tax in the prices', () => {
  fc.assert(
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 5000 }),
      fc.constantFrom(0, 495, 1500),
      (items, off, shippingMinor) => {
        const content = contentOf(items, off, shippingMinor)
        const order = orderOf(content, sale)
        const goods = order.lines.reduce((sum, line) => sum + line.totalMinor, 0)
        const besides = order.taxIncluded ? 0 : content.totals.taxMinor
        expect(goods + (order.shippingMinor ?? 0) + besides).toBe(content.totals.totalMinor)
        expect(order.totalMinor).toBe(content.totals.totalMinor)
        expect(order.shippingAddress === null).toBe(!items.some(one => one.shipped))
        expect(order.state).toBe(items.some(one => one.shipped) ? 'open' : 'completed')
      },
    ),
    { numRuns: 500 },
  )
})
