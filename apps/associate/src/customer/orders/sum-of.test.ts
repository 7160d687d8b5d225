import type { OrderLine } from '@rapport/contract'
import { expect, test } from 'vitest'
import { sumOf } from './sum-of.ts'

const line = (quantity: number, unitPriceMinor: number, discountMinor = 0) =>
  ({
    quantity,
    unitPriceMinor,
    discountMinor,
    totalMinor: quantity * unitPriceMinor - discountMinor,
  }) as OrderLine
const order = {
  lines: [line(1, 69_000), line(2, 4000, 800)],
  discountMinor: 0,
  shippingMinor: 500,
  taxMinor: 12_000,
  taxIncluded: true,
  totalMinor: 76_700,
}
const told = (given: Partial<typeof order>) =>
  sumOf({ ...order, ...given }).map(step => [step.what, step.amountMinor])

test('CUS-2: what is told of an order adds up to its total', () => {
  expect(told({})).toEqual([
    ['goods', 77_000],
    ['discount', -800],
    ['shipping', 500],
  ])
  expect(told({ taxIncluded: false, totalMinor: 88_700 })).toContainEqual(['tax', 12_000])
  expect(told({ shippingMinor: 0, totalMinor: 77_000, lines: [line(1, 77_000)] })).toEqual([
    ['goods', 77_000],
  ])
})

test('CUS-2: a discount that the source tells on the lines, on the order, or on both, is told once', () => {
  expect(told({ discountMinor: 800 })).toContainEqual(['discount', -800])
  expect(told({ discountMinor: 1000, totalMinor: 75_700 })).toContainEqual(['discount', -1800])
})

test('CUS-2: what a source does not explain is not hidden', () => {
  expect(told({ totalMinor: 76_690 })).toContainEqual(['other', -10])
})
