import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPhone, refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'
import { followChanges, scanForDuplicates } from './find-duplicates.ts'

let world: World
let alma: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  storeId = world.stores.berlin
})
afterAll(() => world.close())

const add = async (more: object, store = storeId) =>
  (
    await alma.customers.create({
      storeId: store,
      firstName: `A${newId().slice(0, 6)}`,
      lastName: 'Poe',
      email: `${newId()}@example.com`,
      ...more,
    })
  ).customerId
/** An older transaction of any database of the server holds events up, and other tests have theirs. */
const untilFollowed = () =>
  world.until('every change was followed', async () => {
    await followChanges(world.server)
    const { rows } = await sql<{ behind: boolean }>`
      select exists (select from events e join follower_cursors f on f.follower = 'duplicates' and (e.xid, e.id) > (f.xid, f.id)) as behind`.execute(
      world.db,
    )
    return rows[0]?.behind === false
  })
const reasonsFor = async (one: string, other: string, api = alma) => {
  await untilFollowed()
  const { items } = await api.profiles.duplicates({ storeId, customerId: one, limit: 100 })
  return items.find(pair => [pair.first.id, pair.second.id].includes(other))?.reasons ?? []
}
const address = { line1: 'Rosenweg 3', city: 'Bonn', country: 'DE' }

test('CUS-7: one email with dots or a tag, and another without, may be one person', async () => {
  const mailbox = newId().slice(0, 8)
  const one = await add({ email: `ida.${mailbox}+shop@example.com` })
  const other = await add({ email: `ida${mailbox}@example.com` })
  expect(await reasonsFor(one, other)).toEqual(['email'])
})

test('CUS-7: a WhatsApp id and a phone with the same digits may be one person', async () => {
  const phone = freshPhone()
  const one = await add({ phone })
  const other = await add({})
  await alma.customers.addContactPoint({ storeId, customerId: other, kind: 'whatsapp', value: phone })
  expect(await reasonsFor(one, other)).toEqual(['phone'])
})

test('CUS-7: the same name alone is nobody’s reason; with the address or the birthday it is', async () => {
  const name = { firstName: 'Jürgen', lastName: `Weiß-${newId().slice(0, 4)}` }
  const folded = { firstName: 'Jurgen', lastName: name.lastName.replace('ß', 'ss') }
  const one = await add({ ...name, addresses: [address], birthday: '1980-04-01' })
  const named = await add(folded)
  const neighbour = await add({ ...folded, addresses: [{ ...address, line1: 'ROSENWEG 3' }] })
  const twin = await add({ ...folded, birthday: '1980-04-01' })
  expect(await reasonsFor(one, named)).toEqual([])
  expect(await reasonsFor(one, neighbour)).toEqual(['name_address'])
  expect(await reasonsFor(one, twin)).toEqual(['name_birthday'])
})

test('CUS-7: an order that names both by phone and email may be of one person', async () => {
  const [one, other] = [await add({}), await add({})]
  const id = newId()
  await sql`insert into orders (id, source, external_id, number, version, placed_at, currency, origin, state, guest, shipping_minor, discount_minor, tax_minor,
      tax_included, total_minor, totals_differ, units, returned_units, returned_minor, recorded_at)
    values (${id}, 'shop', ${id}, '1', now(), now(), 'EUR', 'online', 'open', false, 0, 0, 0, true, 1, false, 1, 0, 0, now())`.execute(
    world.db,
  )
  await sql`insert into ambiguous_orders (order_id, phone_customer_id, email_customer_id, since) values (${id}, ${one}, ${other}, now())`.execute(
    world.db,
  )
  await alma.customers.update({ storeId, customerId: one, city: 'Bonn' })
  expect(await reasonsFor(one, other)).toEqual(['order'])
})

test('CUS-7: dismissed, a pair is not proposed again; no longer alike, it is forgotten', async () => {
  const birthday = { firstName: `Ada${newId().slice(0, 6)}`, birthday: '1990-01-01' }
  const [one, other] = [await add(birthday), await add(birthday)]
  expect(await reasonsFor(one, other)).toEqual(['name_birthday'])
  await alma.profiles.dismissDuplicate({ firstId: one, secondId: other })
  await alma.customers.update({ storeId, customerId: one, city: 'Bonn' })
  expect(await reasonsFor(one, other)).toEqual([])
  const third = await add(birthday)
  expect(await reasonsFor(one, third)).toEqual(['name_birthday'])
  await alma.customers.update({ storeId, customerId: third, birthday: null })
  expect(await reasonsFor(one, third)).toEqual([])
})

test('ACC-1: a pair is shown only where my stores know both', async () => {
  const birthday = { firstName: `Eva${newId().slice(0, 6)}`, birthday: '1991-01-01' }
  const one = await add(birthday)
  const other = await add(birthday, world.stores.paris)
  expect(await reasonsFor(one, other)).toEqual(['name_birthday'])
  const vera = await world.as('vera')
  expect(await reasonsFor(one, other, vera)).toEqual([])
  const dismissed = vera.profiles.dismissDuplicate({ firstId: one, secondId: other })
  expect(await refusalOf(dismissed)).toMatchObject({ code: 'NOT_FOUND' })
})

test('CUS-7: a database that was filled from elsewhere is looked through by a command', async () => {
  const name = `Ina${newId().slice(0, 6)}`
  const { rows } = await sql<{ id: string }>`
    insert into customers (first_name, last_name, language, birthday, created_at) values (${name}, '', 'en', '1970-01-01', now()), (${name}, '', 'en', '1970-01-01', now()) returning id`.execute(
    world.db,
  )
  const { looked, found } = await scanForDuplicates(world.server)
  expect(looked).toBeGreaterThan(10)
  expect(found).toBeGreaterThan(0)
  const pair = await world.db
    .selectFrom('duplicate_candidates')
    .select('reasons')
    .where('first_id', '=', rows[0]?.id ?? '')
    .executeTakeFirst()
  expect(pair?.reasons).toEqual(['name_birthday'])
})

test('CUS-7: the list is read page by page, the latest found first', async () => {
  const all = (await alma.profiles.duplicates({ storeId, limit: 100 })).items
  const paged: unknown[] = []
  let cursor: string | undefined
  do {
    const page = await alma.profiles.duplicates({ storeId, limit: 2, ...(cursor ? { cursor } : {}) })
    paged.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(paged).toEqual(all)
  expect(all.length).toBeGreaterThan(4)
})
