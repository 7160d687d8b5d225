import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PaidOrder, refundParts } from './refund-parts.ts'

const blazers = { id: 'a', quantity: 3, paidMinor: 10_000, refundedQuantity: 0 }
const scarf = { id: 'b', quantity: 1, paidMinor: 2500, refundedQuantity: 0 }
const order: PaidOrder = { lines: [blazers, scarf], shippingMinor: 500, refundableMinor: 13_000 }
const lines = (lineId: string, quantity: number, shipping = false) =>
  ({ kind: 'lines', lines: [{ lineId, quantity }], shipping }) as const

describe('what of an order goes back', () => {
  test('PAY-5: all of it is all that is left, with every piece and the delivery', () => {
    expect(refundParts(order, { kind: 'all' })).toEqual({
      amountMinor: 13_000,
      lines: [
        { lineId: 'a', quantity: 3 },
        { lineId: 'b', quantity: 1 },
      ],
      shipping: true,
    })
    const after = {
      lines: [
        { ...blazers, refundedQuantity: 2 },
        { ...scarf, refundedQuantity: 1 },
      ],
      shippingMinor: 0,
      refundableMinor: 3333,
    }
    expect(refundParts(after, { kind: 'all' })).toEqual({
      amountMinor: 3333,
      lines: [{ lineId: 'a', quantity: 1 }],
      shipping: false,
    })
  })

  test.each([
    [lines('a', 1), 3333],
    [lines('a', 2), 6667],
    [lines('a', 3), 10_000],
    [lines('b', 1, true), 3000],
    [{ kind: 'amount', amountMinor: 13_000 } as const, 13_000],
  ])('PAY-5: %j comes to %i', (asked, amountMinor) => {
    expect(refundParts(order, asked)?.amountMinor).toBe(amountMinor)
  })

  test.each([
    ['more pieces than there are', lines('a', 4)],
    ['a line of another order', lines('c', 1)],
    ['more than was paid', { kind: 'amount', amountMinor: 13_001 } as const],
  ])('PAY-5: %s does not go back', (_what, asked) => {
    expect(refundParts(order, asked)).toBeUndefined()
  })

  test('PAY-5: pieces of a line that went back before do not go back again, nor more than is left', () => {
    const two = { ...order, lines: [{ ...blazers, refundedQuantity: 2 }, scarf], refundableMinor: 6333 }
    expect(refundParts(two, lines('a', 2))).toBeUndefined()
    expect(refundParts(two, lines('a', 1))?.amountMinor).toBe(3333)
    expect(refundParts({ ...order, refundableMinor: 3000 }, lines('a', 1))).toBeUndefined()
    expect(refundParts({ ...order, refundableMinor: 0 }, { kind: 'all' })).toBeUndefined()
  })

  test('PAY-5: however an order is taken apart, its pieces come to what was paid', () => {
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 12 }),
      paidMinor: fc.integer({ min: 0, max: 1e12 }),
    })
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.infiniteStream(fc.nat()),
        (given, shippingMinor, chance) => {
          const held = given.map((one, n) => ({ ...one, id: String(n), refundedQuantity: 0 }))
          const paid = held.reduce((sum, one) => sum + one.paidMinor, shippingMinor)
          let left = paid
          let shipping = shippingMinor
          for (;;) {
            const open = held.filter(one => one.refundedQuantity < one.quantity)
            const one = open[(chance.next().value ?? 0) % Math.max(open.length, 1)]
            if (!one) break
            const quantity = 1 + ((chance.next().value ?? 0) % (one.quantity - one.refundedQuantity))
            const now = { lines: held, shippingMinor: shipping, refundableMinor: left }
            const parts = refundParts(now, lines(one.id, quantity, true))
            // Nothing was paid for these pieces.
            left -= parts?.amountMinor ?? 0
            one.refundedQuantity += quantity
            if (parts) shipping = 0
          }
          expect(left).toBe(shipping)
        },
      ),
    )
  })
})
