import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPhone, meets, writesFirst } from '../../../test/scene.ts'
import { type Api, createWorld, type World } from '../../../test/world.ts'
import { runRetention } from './retention.ts'

let world: World
let alma: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  storeId = world.stores.berlin
})
afterAll(() => world.close())

/** The customer's first message of a conversation. */
const talkOf = async (conversationId: string) =>
  (
    await world.db
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .where('direction', '=', 'in')
      .orderBy('sequence')
      .executeTakeFirstOrThrow()
  ).id

test('CUS-8: without a rule nothing goes; a rule is tried before it holds, and trying takes nothing', async () => {
  const conversationId = await writesFirst(world, freshPhone())
  await world.passDays(800)
  expect(await runRetention(world.server)).toEqual({ customers: 0, messages: 0, views: 0 })
  expect((await alma.privacy.tryRetention({ kind: 'messages', months: 24 })).count).toBeGreaterThan(0)
  const { rules } = await alma.privacy.retention()
  expect(rules.map(rule => [rule.kind, rule.months])).toEqual([
    ['customers', null],
    ['messages', null],
    ['views', null],
  ])
  const { rows } = await sql<{
    body: string
  }>`select body from messages where conversation_id = ${conversationId} and direction = 'in'`.execute(
    world.db,
  )
  expect(rows[0]?.body).not.toBe('')
})

test('CUS-8: messages lose their words after the months that the rule says, and not before', async () => {
  const old = await writesFirst(world, freshPhone())
  await world.passDays(100)
  const young = await writesFirst(world, freshPhone())
  const saved = await alma.privacy.saveRetention({ kind: 'messages', months: 3 })
  expect(saved).toMatchObject({ months: 3, due: { more: false } })
  expect(saved.due.count).toBeGreaterThan(0)
  expect((await runRetention(world.server)).messages).toBe(saved.due.count)
  const bodyOf = async (id: string) =>
    (
      await sql<{
        body: string
        preview: string
      }>`select m.body, c.preview from messages m join conversations c on c.id = m.conversation_id
      where c.id = ${id} and m.direction = 'in'`.execute(world.db)
    ).rows[0]
  expect(await bodyOf(old)).toEqual({ body: '', preview: '' })
  expect((await bodyOf(young))?.body).not.toBe('')
  expect((await runRetention(world.server)).messages).toBe(0)
})

test('CUS-8: each night goes on from where the last one ended, not past what was on its way, and a shorter rule takes more', async () => {
  const before = await talkOf(await writesFirst(world, freshPhone()))
  await world.passDays(100)
  // Older than the rule says, but still on its way: it is left until it is settled, however many nights pass.
  await sql`update messages set status = 'scheduled' where id = ${before}`.execute(world.db)
  await runRetention(world.server)
  const bodyOf = async (id: string) =>
    (await world.db.selectFrom('messages').select('body').where('id', '=', id).executeTakeFirstOrThrow()).body
  expect(await bodyOf(before)).not.toBe('')
  await sql`update messages set status = 'received' where id = ${before}`.execute(world.db)
  expect((await runRetention(world.server)).messages).toBe(1)
  expect(await bodyOf(before)).toBe('')
  const young = await talkOf(await writesFirst(world, freshPhone()))
  await world.passDays(40)
  expect((await runRetention(world.server)).messages).toBe(0)
  const { due } = await alma.privacy.saveRetention({ kind: 'messages', months: 1 })
  expect(due.count).toBeGreaterThan(0)
  expect((await runRetention(world.server)).messages).toBe(due.count)
  expect(await bodyOf(young)).toBe('')
})

test('CUS-8: customers without contact or order for so long are erased; who wrote, bought or was changed since is not', async () => {
  const people = await Promise.all([1, 2, 3, 4].map(() => meets(alma, storeId)))
  const [forgotten, wrote, bought, changed] = people
  await world.passDays(400)
  await world.says(wrote?.phone ?? '', '+493023125001', 'Hello')
  await sql`insert into orders (id, source, external_id, number, version, placed_at, currency, customer_id, origin, state, guest, shipping_minor, discount_minor, tax_minor,
      tax_included, total_minor, totals_differ, units, returned_units, returned_minor, recorded_at)
    values (gen_random_uuid(), 'shop', 'r', '1', now(), ${world.server.clock.now()}, 'EUR', ${bought?.customerId}, 'online', 'open', false, 0, 0, 0, true, 1, false, 1, 0, 0, now())`.execute(
    world.db,
  )
  await alma.customers.update({ storeId, customerId: changed?.customerId ?? '', city: 'Bonn' })
  await alma.privacy.saveRetention({ kind: 'customers', months: 12 })
  expect((await runRetention(world.server)).customers).toBeGreaterThan(0)
  const gone = await world.db
    .selectFrom('customers')
    .select('id')
    .where(
      'id',
      'in',
      people.map(person => person.customerId),
    )
    .where('erased_at', 'is not', null)
    .execute()
  expect(gone).toEqual([{ id: forgotten?.customerId }])
  const { items } = await alma.audit.list({ action: 'retention.run' })
  expect(items[0]).toMatchObject({ subject: 'customers', staffName: null, after: { months: 12 } })
})

test('CUS-8: who looked at whom is one entry a quarter of an hour, readable, and forgotten by its rule', async () => {
  const { customerId } = await meets(alma, storeId)
  const vera = await world.as('vera')
  const view = () => vera.customers.get({ storeId, customerId })
  await Promise.all([view(), view(), vera.profiles.timeline({ storeId, customerId })])
  const views = async () =>
    (await alma.privacy.views({ customerId })).items.filter(one => one.staffName === 'Vera Test')
  await world.until('it is written down', async () => (await views()).length > 0)
  expect(await views()).toMatchObject([{ storeId, storeName: 'Berlin Mitte' }])
  await alma.privacy.saveRetention({ kind: 'customers', months: null })
  await world.passDays(70)
  await view()
  await world.until('the second is written down', async () => (await views()).length === 2)
  await alma.privacy.saveRetention({ kind: 'views', months: 1 })
  expect((await runRetention(world.server)).views).toBeGreaterThan(0)
  expect(await views()).toHaveLength(1)
})

test('CUS-8: a record that another system reads is looked at too, by its own id and a page at a time', async () => {
  const externalId = `shop-${freshPhone()}`
  const { results } = await alma.customers.upsert({
    customers: [{ externalId, firstName: 'Ida', lastName: 'Poe', storeIds: [storeId] }],
  })
  const customerId = results[0]?.outcome === 'created' ? results[0].customerId : ''
  const make = async () =>
    (await alma.customers.create({ storeId, firstName: 'Ida', lastName: 'Poe', phone: freshPhone() }))
      .customerId
  const other = await make()
  await alma.customers.recordByExternalId({ externalId })
  const seen = async (of: string) => (await alma.privacy.views({ customerId: of })).items
  await world.until('it is written down', async () => (await seen(customerId)).length > 0)
  expect(await seen(customerId)).toMatchObject([{ staffName: 'Alma Test', what: 'profile', storeId: null }])
  expect(await seen(other)).toEqual([])
  await alma.customers.records({ limit: 100 })
  await world.until('the page is written down', async () => (await seen(other)).length > 0)
  const merged = await make()
  await world.passDays(1)
  await alma.profiles.previewMerge({ survivorId: other, absorbedId: merged })
  await world.until(
    'both are',
    async () => (await seen(merged)).length === 1 && (await seen(other)).length === 2,
  )
})
