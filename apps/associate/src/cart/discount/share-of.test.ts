import type { Cart } from '@rapport/contract'
import { expect, test } from 'vitest'
import { baseOf, comesTo, largestShareBp } from './share-of.ts'

const item = (id: string, grossMinor: number, discountMinor = 0) =>
  ({ id, grossMinor, discountMinor }) as Cart['items'][number]
const cart = (items: Cart['items'], discounts: Cart['discounts'] = []) => ({ items, discounts })

test('CRT-4: ten percent of a cart is ten percent of each of its lines', () => {
  const two = cart([item('a', 42_000), item('b', 26_000)])
  const ten = { itemId: null, kind: 'percent', value: 1000 } as const
  expect(comesTo(ten, baseOf(two, null))).toBe(6800)
  expect(largestShareBp(two, ten)).toBe(1000)
})

test('CRT-4: what a line has of its own and its part of the cart’s count together', () => {
  const two = cart(
    [item('a', 10_000, 1000), item('b', 10_000)],
    [{ itemId: 'a', kind: 'amount', value: 1000 } as Cart['discounts'][number]],
  )
  expect(largestShareBp(two, { itemId: null, kind: 'percent', value: 1000 })).toBe(1900)
  expect(largestShareBp(two, { itemId: 'b', kind: 'percent', value: 3000 })).toBe(3000)
})

test('CRT-4: an amount is never more than what it is taken off', () => {
  expect(comesTo({ itemId: 'a', kind: 'amount', value: 5000 }, 1200)).toBe(1200)
})
