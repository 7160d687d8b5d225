import { expect, test } from 'vitest'
import { same, threeWay } from './three-way.ts'

const base = {
  city: 'Berlin',
  tags: ['vip'],
  sizes: { shoes: '38', garment: '36' },
  birthday: null as string | null,
}

test('IMP-4: what only one of two has changed is not in question', () => {
  const mine = { ...base, tags: ['vip', 'silk'] }
  const theirs = { ...base, city: 'Hamburg' }
  expect(threeWay(base, mine, theirs)).toEqual({
    merged: { ...base, tags: ['vip', 'silk'], city: 'Hamburg' },
    news: ['city'],
    clashes: [],
  })
})

test('IMP-4: where both changed the same field, mine stays and the choice is mine', () => {
  const mine = { ...base, city: 'Potsdam', birthday: '1988-11-27' }
  const theirs = { ...base, city: 'Hamburg', birthday: '1988-11-27' }
  const { merged, news, clashes } = threeWay(base, mine, theirs)
  expect(merged).toEqual(mine)
  expect(news).toEqual([])
  expect(clashes).toEqual(['city'])
})

test('equal is what would be sent alike, whatever the order of its parts', () => {
  expect(same([{ a: 1, b: 2 }], [{ b: 2, a: 1 }])).toBe(true)
  expect(same({ shoes: '38' }, { shoes: 38 })).toBe(false)
  expect(same(undefined, null)).toBe(false)
})
