import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPhone, refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, type World } from '../../../test/world.ts'

let world: World
let alma: Api
let customerId: string
const phone = freshPhone()
const day = (nth: number) => new Date(Date.UTC(2026, 5, nth, 10)).toISOString()

beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  await world.says(phone, numbers.berlin, 'a')
  await world.says(phone, numbers.berlin, 'b')
  await world.says(phone, numbers.paris, 'in Paris')
  const { rows } = await sql<{
    id: string
  }>`select customer_id as id from contact_points where value = ${phone}`.execute(world.db)
  customerId = rows[0]?.id ?? ''
  // Three days of talk: the third's first, on the day before its last.
  await sql`update messages m set created_at = x.at from (values ('a', ${day(3)}::timestamptz), ('b', ${day(5)}), ('in Paris', ${day(5)})) x (body, at) where m.body = x.body`.execute(
    world.db,
  )
  await sql`update messages set created_at = ${day(3)} where direction = 'line'`.execute(world.db)
  for (let nth = 1; nth <= 6; nth++)
    await sql`insert into customer_notes (customer_id, store_id, staff_id, body, created_at) values (${customerId}, ${world.stores.berlin}, ${world.staff.maya}, ${`note ${nth}`}, ${day(4)})`.execute(
      world.db,
    )
  const order = newId()
  await sql`insert into orders (id, source, external_id, number, version, placed_at, currency, customer_id, store_id, origin, state, guest,
      shipping_minor, discount_minor, tax_minor, tax_included, total_minor, totals_differ, units, returned_units, returned_minor, recorded_at)
    values (${order}, 'shop', '1', '#1', now(), ${day(1)}, 'EUR', ${customerId}, null, 'online', 'completed', false, 0, 0, 0, true, 12900, false, 1, 0, 0, now())`.execute(
    world.db,
  )
  await sql`insert into order_lines (id, order_id, position, name, quantity, unit_price_minor, discount_minor, tax_minor, total_minor, fulfilment)
    values (${newId()}, ${order}, 1, 'Linen blazer', 1, 12900, 0, 0, 12900, 'ship')`.execute(world.db)
  await sql`insert into deliveries (id, order_id, position, carrier, shipped_at, delivered_at) values (${newId()}, ${order}, 1, 'DHL', ${day(2)}, ${day(4)})`.execute(
    world.db,
  )
  await sql`insert into order_returns (id, order_id, position, kind, at, amount_minor) values (${newId()}, ${order}, 1, 'return', ${day(6)}, 12900)`.execute(
    world.db,
  )
  await sql`insert into customer_assignments (customer_id, at, by_staff_id, staff_after) values (${customerId}, ${day(2)}, ${world.staff.alma}, ${world.staff.maya})`.execute(
    world.db,
  )
  await sql`update consent_entries set at = at where false`.execute(world.db)
})
afterAll(() => world.close())

const read = (api: Api, more: object = {}) =>
  api.profiles.timeline({ storeId: world.stores.berlin, customerId, limit: 100, ...more })
const kindsOf = (items: { kind: string }[]) => items.map(item => item.kind)

test('CUS-2: everything with a customer stands in one line of time, messages a day and conversation', async () => {
  const { items, nextCursor } = await read(alma)
  expect(nextCursor).toBeNull()
  const times = items.map(item => item.at)
  expect(times).toEqual([...times].sort().reverse())
  expect(kindsOf(items).sort()).toEqual(
    [
      'assignment',
      'consent',
      'consent',
      'delivery',
      'delivery',
      'messages',
      'messages',
      'messages',
      'order',
      'return',
      ...Array(6).fill('note'),
    ].sort(),
  )
  const talk = items.filter(item => item.kind === 'messages')
  expect(talk).toMatchObject([
    { last: { body: expect.any(String) } },
    { at: day(5), count: 1 },
    { at: day(3), count: 1, fromCustomer: 1, last: { body: 'a' } },
  ])
  expect(items.find(item => item.kind === 'order')).toMatchObject({
    at: day(1),
    number: '#1',
    products: ['Linen blazer'],
    totalMinor: 12900,
  })
  expect(items.find(item => item.kind === 'assignment')).toMatchObject({
    by: { firstName: 'Alma' },
    to: { staff: { firstName: 'Maya' } },
  })
})

test.each([1, 2, 3, 5])(
  'CUS-2: page by page, %i at a time, it is the same line, also where many fall on one moment',
  async limit => {
    const all = (await read(alma)).items.map(item => item.id)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await read(alma, { limit, ...(cursor ? { cursor } : {}) })
      paged.push(...page.items.map(item => item.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(all)
  },
)

test('CUS-2: filtered by kind it is what is left of it', async () => {
  const { items } = await read(alma, { kinds: ['note', 'order'] })
  expect(new Set(kindsOf(items))).toEqual(new Set(['note', 'order']))
  expect(items).toHaveLength(7)
})

test('ACC-1: conversations and consents of another store are not in it; what was bought anywhere is', async () => {
  const vera = await world.as('vera')
  const { items } = await read(vera)
  expect(JSON.stringify(items)).not.toContain('in Paris')
  expect(items.filter(item => item.kind === 'consent')).toHaveLength(1)
  expect(items.some(item => item.kind === 'order')).toBe(true)
  const other = vera.profiles.timeline({ storeId: world.stores.paris, customerId, limit: 5 })
  expect(await refusalOf(other)).toMatchObject({ code: 'NOT_FOUND' })
})
