import type { OrderLine } from '@rapport/contract'
import { expect, test } from 'vitest'
import { lineBack, linesBack, returnable } from './what-back.ts'

const line = (more: Partial<OrderLine>) =>
  ({
    id: 'a',
    quantity: 3,
    returnedQuantity: 0,
    exchangedQuantity: 0,
    totalMinor: 1000,
    taxMinor: 0,
    ...more,
  }) as OrderLine

test('PAY-5: shares of a line come to the whole line, however they go back', () => {
  const one = lineBack(line({}), 1, true)
  const rest = lineBack(line({ returnedQuantity: 1 }), 2, true)
  expect([one, rest, one + rest]).toEqual([333, 667, 1000])
  expect(lineBack(line({}), 0, true)).toBe(0)
})

test('PAY-5: what came back already cannot come back again', () => {
  expect(returnable(line({ returnedQuantity: 1, exchangedQuantity: 2 }))).toBe(0)
})

test('PAY-5: tax that was added goes back with the goods, and the delivery only where it is chosen', () => {
  const order = { lines: [line({ taxMinor: 90 })], taxIncluded: false, shippingMinor: 500 }
  const all = new Map([['a', 3]])
  expect([linesBack(order, all, false), linesBack(order, all, true)]).toEqual([1090, 1590])
})
