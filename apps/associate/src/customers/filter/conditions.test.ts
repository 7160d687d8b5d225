import type { CustomerFilter } from '@rapport/contract'
import { expect, test } from 'vitest'
import { cleanFilter } from './clean-filter.ts'
import { conditionsOf, tidy } from './conditions.ts'

const id = '01a2035f-0000-7000-8000-000000000001'
const everything: CustomerFilter = {
  heart: 'opted_in',
  consent: { sms: 'opted_in', email: 'none' },
  reachable: ['sms', 'whatsapp'],
  lastPurchase: { within: 90 },
  lastContact: { over: 60 },
  spentMinor: { from: 50_000 },
  orders: { from: 2, to: 5 },
  birthdayWithinDays: 0,
  tags: ['vip', 'silk'],
  wishlist: 'any',
  sizes: { garment: '38' },
  city: 'Berlin',
  assignedTo: id,
  attributes: { loyalty: { is: 'gold' }, points: { from: '100' } },
}

test('CUS-1: every part of a filter stands on a chip, and taking each away leaves none', () => {
  const parts = conditionsOf(everything)
  expect(parts.map(part => part.condition.kind).sort()).toEqual(
    [
      ...['heart', 'consent', 'consent', 'reachable', 'lastPurchase', 'lastContact', 'spentMinor', 'orders'],
      ...['birthday', 'tag', 'tag', 'wishlist', 'size', 'city', 'assignedTo', 'attribute', 'attribute'],
    ].sort(),
  )
  let filter = everything
  for (let left = parts.length; left > 0; left--) {
    const [first] = conditionsOf(filter)
    filter = first?.without ?? {}
    expect(conditionsOf(filter)).toHaveLength(left - 1)
  }
  expect(filter).toEqual({})
})

test('CUS-1: a filter survives its address as it was', () => {
  expect(cleanFilter(JSON.parse(JSON.stringify(everything)))).toEqual(everything)
})

test('what no filter can be is left out of it', () => {
  expect(cleanFilter('vip')).toBeUndefined()
  expect(
    cleanFilter({ heart: 'broken', tags: 'vip', orders: { from: 'two' }, consent: { fax: 'none' } }),
  ).toBeUndefined()
  expect(cleanFilter({ city: 7, sizes: { garment: 38 }, lastPurchase: { within: 1.5 } })).toEqual({
    city: '7',
    sizes: { garment: '38' },
  })
  expect(tidy({ city: undefined, orders: {}, tags: [] })).toEqual({})
})
