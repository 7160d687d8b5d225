import type { CustomerFilter } from '@rapport/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, fits, type Known } from '../../../test/many-customers.ts'
import { type Api, createWorld, type World } from '../../../test/world.ts'
import type { StaffReading } from '../../platform/context.ts'
import { loadViewer } from '../staff/index.ts'
import { countCustomers } from './count.ts'
import { conditionsOf } from './filter.ts'
import { findCustomers, type Sort } from './find.ts'

let world: World
let maya: Api
let reading: StaffReading
let storeId: string
let productId: string
let all: Known[]

beforeAll(async () => {
  world = await createWorld({ outbox: false })
  maya = await world.as('maya')
  // A store of its own, where nobody is known yet.
  storeId = world.stores.newYork
  const viewer = await loadViewer(world.db, { staffId: world.staff.maya }, world.server.clock.now())
  if (!viewer) throw new Error('Maya is gone.')
  reading = { tx: world.db, clock: world.server.clock, viewer }
  await (await world.as('alma')).attributes.save({
    key: 'height',
    label: 'Height',
    kind: 'number',
    choices: [],
  })
  const at = world.server.clock.now()
  const product = await world.db
    .insertInto('products')
    .values({ external_id: 'boot', version: at, name: 'Boot', created_at: at, updated_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  productId = product.id
  all = []
  for (let n = 0; n < 60; n++) all.push(await aCustomer(world, { storeId, productId }, n))
})
afterAll(() => world.close())

const never = (value: number | null) => value ?? 1e9
const order: Record<Sort, (one: Known) => number | string> = {
  lastContact: one => never(one.metDaysAgo),
  lastPurchase: one => never(one.boughtDaysAgo),
  spent: one => -one.spent,
  name: one => one.name,
}

const filters: fc.Arbitrary<CustomerFilter> = fc
  .record(
    {
      heart: fc.constantFrom('opted_in' as const, 'opted_out' as const, 'none' as const),
      consent: fc.constantFrom({ sms: 'opted_in' as const }, { sms: 'none' as const }),
      reachable: fc.constantFrom(['sms' as const], ['sms' as const, 'email' as const]),
      lastPurchase: fc.constantFrom({ within: 100 }, { over: 60 }),
      lastContact: fc.constantFrom({ within: 30 }, { over: 20 }),
      spentMinor: fc.constantFrom({ from: 2000 }, { from: 1000, to: 4000 }),
      orders: fc.constantFrom({ from: 2 }, { to: 0 }),
      birthdayWithinDays: fc.constantFrom(0, 60, 200, 365),
      tags: fc.constantFrom(['vip'], ['linen', 'VIP']),
      wishlist: fc.constant('any' as const),
      sizes: fc.constantFrom({ shoes: '39' }, { shoes: '40' }),
      city: fc.constantFrom('berlin', 'Zurich'),
      assignedTo: fc.constant('none' as const),
      attributes: fc.constantFrom({ height: { from: '160' } }, { height: { from: '155', to: '190' } }),
    },
    { requiredKeys: [] },
  )
  // More than three leave nobody of sixty.
  .map(filter => Object.fromEntries(Object.entries(filter).slice(0, 3)) as CustomerFilter)

describe('lists of customers', () => {
  test('CUS-1: any filters combined, in any order, walked or gathered, page by page, leave exactly whom they say', async () => {
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.constantFrom<Sort>('lastContact', 'lastPurchase', 'spent', 'name'),
        fc.constantFrom([], [7], [3, 20], [7, 1500]),
        fc.integer({ min: 1, max: 9 }),
        async (filter, sort, walked, limit) => {
          const wanted = all.filter(one => fits(one, filter))
          const conditions = await conditionsOf(reading, { storeId, list: 'store', filter })
          const found: string[] = []
          let after: [string, string] | undefined
          do {
            const page = await findCustomers(reading, { storeId, conditions, sort, after, limit }, walked)
            found.push(...page.map(one => one.id))
            const last = page.at(-1)
            after = page.length === limit && last ? [last.sort, last.id] : undefined
          } while (after)
          expect(new Set(found).size).toBe(found.length)
          expect([...found].sort()).toEqual(wanted.map(one => one.id).sort())
          const keys = found.map(id => order[sort](all.find(one => one.id === id) as Known))
          expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
          expect(await countCustomers(reading, { storeId, conditions })).toEqual({
            count: wanted.length,
            more: false,
          })
        },
      ),
      { numRuns: 150, seed: 20 },
    )
  })

  test('CUS-1: filters come in a query string, with a count of what they leave', async () => {
    const filter = { tags: ['vip'], orders: { from: 2 }, attributes: { height: { from: '150' } } }
    const wanted = all.filter(one => fits(one, filter))
    const { items } = await maya.customers.list({ storeId, filter, limit: 100 })
    expect(items.map(one => one.id).sort()).toEqual(wanted.map(one => one.id).sort())
    expect(await maya.customers.count({ storeId, filter })).toEqual({
      count: wanted.length,
      more: false,
      of: { count: 60, more: false },
    })
    expect(await maya.customers.count({ storeId, list: 'mine' })).toMatchObject({
      count: all.filter(one => one.staff).length,
    })
    const unknown = maya.customers.list({ storeId, filter: { attributes: { shoe: { is: 'x' } } } })
    await expect(unknown).rejects.toMatchObject({ code: 'INVALID' })
  })

  test('CUS-1: starred customers, filtered, of this store only', async () => {
    const [one, two] = all.filter(known => known.tags.includes('VIP'))
    for (const customerId of [one?.id, two?.id, world.customers.priya.id])
      await maya.customers.setStar({ customerId: customerId as string, starred: true })
    const ids = async (list: object) =>
      (await maya.customers.list({ storeId, list: 'starred', ...list })).items.map(row => row.id).sort()
    expect(await ids({})).toEqual([one?.id, two?.id].sort())
    expect(await ids({ filter: { tags: ['vip'] }, sort: 'name' })).toEqual([one?.id, two?.id].sort())
    expect(await maya.customers.count({ storeId, list: 'starred' })).toMatchObject({ count: 2 })
  })

  test('CUS-1: a row says what was bought last and whose birthday is near', async () => {
    const near = all.find(one => one.birthdayIn !== null && one.birthdayIn < 15) as Known
    const { items } = await maya.customers.list({ storeId, limit: 100 })
    expect(items.find(row => row.id === near.id)?.next).toMatchObject({
      kind: 'birthday',
      inDays: near.birthdayIn,
    })
    const bought = all.find(one => one.orders > 0) as Known
    expect(items.find(row => row.id === bought.id)?.lastPurchase?.products).toEqual(['Boot'])
    expect(items.filter(row => row.next !== null).length).toBe(
      all.filter(one => one.birthdayIn !== null && one.birthdayIn <= 14).length,
    )
  })

  test('CUS-1: a filter follows what changes, at once and by two at once', async () => {
    const { id } = all[0] as Known
    const at = { storeId, customerId: id }
    const count = async (filter: CustomerFilter) => (await maya.customers.count({ storeId, filter })).count
    await Promise.all([
      maya.customers.update({ ...at, tags: ['fresh'] }),
      maya.wishlist.add({ ...at, productId, source: 'customer' }),
      maya.customers.update({ ...at, sizes: { hat: '57' } }),
    ])
    expect(await count({ tags: ['FRESH'], wishlist: productId, sizes: { hat: '57' } })).toBe(1)
    const { items } = await maya.wishlist.list(at)
    await maya.wishlist.remove({ ...at, itemId: items[0]?.id as string })
    expect(await count({ tags: ['fresh'], wishlist: 'any' })).toBe(0)
    expect(await count({ tags: ['fresh'] })).toBe(1)
  })
})
