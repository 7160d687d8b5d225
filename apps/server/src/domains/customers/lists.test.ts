import type { CustomerFilter } from '@rapport/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, createWorld, type World } from '../../../test/world.ts'
import type { StaffReading } from '../../platform/context.ts'
import { recordConsent } from '../consent/index.ts'
import { loadViewer } from '../staff/index.ts'
import { countCustomers } from './count.ts'
import { conditionsOf } from './filter.ts'
import { findCustomers, type Sort } from './find.ts'
import { setFigures } from './index.ts'

/** What the test knows of each customer, to reckon by itself who fits. */
type Known = {
  id: string
  name: string
  tags: string[]
  shoes: string | undefined
  city: string | null
  orders: number
  spent: number
  boughtDaysAgo: number | null
  metDaysAgo: number | null
  sms: 'none' | 'opted_in' | 'opted_out'
  staff: boolean
  birthdayIn: number | null
  height: number | null
  wishes: boolean
}
const cities = ['Berlin', 'Köln', 'Zürich', null]
const dayMs = 86_400_000
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
  for (let n = 0; n < 60; n++) all.push(await aCustomer(n))
})
afterAll(() => world.close())

async function aCustomer(n: number): Promise<Known> {
  const now = world.server.clock.now().getTime()
  const known: Omit<Known, 'id'> = {
    name: `Name${String((n * 37) % 60).padStart(2, '0')} Émile`,
    tags: ['VIP', 'linen'].filter((_, bit) => (n >> bit) % 2 === 1),
    shoes: n % 3 === 0 ? undefined : String(38 + (n % 4)),
    city: cities[n % 4] ?? null,
    orders: n % 5,
    spent: n % 5 === 0 ? 0 : (n % 7) * 1000,
    boughtDaysAgo: n % 5 === 0 ? null : (n % 12) * 20 + 1,
    metDaysAgo: n % 6 === 0 ? null : n,
    sms: (['none', 'opted_in', 'opted_out'] as const)[n % 3] ?? 'none',
    staff: n % 4 === 1,
    birthdayIn: n % 2 === 0 ? null : (n * 13) % 300,
    height: n % 5 === 2 ? null : 150 + n,
    wishes: n % 6 === 5,
  }
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO('America/New_York')
    .toPlainDate()
  const birthday = known.birthdayIn === null ? null : today.add({ days: known.birthdayIn }).toString()
  return world.run(async ctx => {
    const { id } = await ctx.tx
      .insertInto('customers')
      .values({
        first_name: known.name.split(' ')[1] as string,
        last_name: known.name.split(' ')[0] as string,
        language: 'en',
        tags: known.tags,
        sizes: JSON.stringify(known.shoes ? { shoes: known.shoes } : {}),
        attributes: JSON.stringify(known.height === null ? {} : { height: known.height }),
        city: known.city,
        birthday: birthday && `1988${birthday.slice(4)}`,
        assigned_staff_id: known.staff ? world.staff.maya : null,
        created_at: ctx.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await ctx.tx
      .insertInto('customer_stores')
      .values({
        store_id: storeId,
        customer_id: id,
        since: ctx.clock.now(),
        last_contact_at: known.metDaysAgo === null ? null : new Date(now - known.metDaysAgo * dayMs - 1000),
      })
      .execute()
    const point = await ctx.tx
      .insertInto('contact_points')
      .values({
        customer_id: id,
        kind: 'phone',
        value: `+1212555${String(2000 + n)}`,
        entered: '',
        created_at: ctx.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const key = { contactPointId: point.id, storeId, channel: 'sms' as const }
    if (known.sms !== 'none')
      await recordConsent(ctx, key, { before: 'none', after: known.sms, cause: 'staff', words: 'yes' })
    if (known.orders > 0)
      await setFigures(
        ctx,
        [id],
        [
          {
            customerId: id,
            currency: 'USD',
            orders: known.orders,
            units: known.orders,
            returnedUnits: 0,
            spentMinor: known.spent,
            returnedMinor: 0,
            firstOrderAt: new Date(now - 400 * dayMs),
            lastOrderAt: new Date(now - (known.boughtDaysAgo ?? 0) * dayMs - 1000),
            lastStoreId: storeId,
            lastOrderId: null,
            lastProducts: ['Boot'],
          },
        ],
      )
    if (known.wishes)
      await ctx.tx
        .insertInto('wishlist_items')
        .values({ customer_id: id, product_id: productId, source: 'customer', created_at: ctx.clock.now() })
        .execute()
    return { id, ...known }
  })
}

const within = (
  value: number | null,
  { from, to }: { from?: number | undefined; to?: number | undefined } = {},
) =>
  (from === undefined || (value !== null && value >= from)) &&
  (to === undefined || (value !== null && value <= to))

/** The filter again, in words of its own. */
function fits(one: Known, filter: CustomerFilter): boolean {
  const { lastPurchase: bought = {}, lastContact: met = {}, attributes } = filter
  return (
    (!filter.heart || one.sms === filter.heart) &&
    (!filter.consent?.sms || one.sms === filter.consent.sms) &&
    (!filter.reachable || (filter.reachable.includes('sms') && one.sms === 'opted_in')) &&
    (!bought.within || (one.boughtDaysAgo !== null && one.boughtDaysAgo < bought.within)) &&
    (!bought.over || (one.boughtDaysAgo !== null && one.boughtDaysAgo >= bought.over)) &&
    (!met.within || (one.metDaysAgo !== null && one.metDaysAgo < met.within)) &&
    (!met.over || one.metDaysAgo === null || one.metDaysAgo >= met.over) &&
    within(one.spent, filter.spentMinor) &&
    within(one.orders, filter.orders) &&
    (filter.birthdayWithinDays === undefined ||
      (one.birthdayIn !== null && one.birthdayIn <= filter.birthdayWithinDays)) &&
    (filter.tags ?? []).every(tag => one.tags.some(own => own.toLowerCase() === tag.toLowerCase())) &&
    (!filter.wishlist || one.wishes) &&
    (!filter.sizes?.shoes || one.shoes === filter.sizes.shoes) &&
    (!filter.city || (one.city !== null && plain(one.city) === plain(filter.city))) &&
    (!filter.assignedTo || (filter.assignedTo === 'none' ? !one.staff : one.staff)) &&
    (!attributes?.height ||
      within(one.height, {
        from: attributes.height.from === undefined ? undefined : Number(attributes.height.from),
        to: attributes.height.to === undefined ? undefined : Number(attributes.height.to),
      }))
  )
}
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

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
        fc.constantFrom(0, 7, 1500),
        fc.integer({ min: 1, max: 9 }),
        async (filter, sort, farthest, limit) => {
          const wanted = all.filter(one => fits(one, filter))
          const conditions = await conditionsOf(reading, { storeId, list: 'store', filter })
          const found: string[] = []
          let after: [string, string] | undefined
          do {
            const page = await findCustomers(reading, { storeId, conditions, sort, after, limit }, farthest)
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
