import type { OrderInput } from '@rapport/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOrder } from '../../../test/order.ts'
import { freshPhone } from '../../../test/scene.ts'
import { createWorld, newId, phones, type World } from '../../../test/world.ts'
import { importOrders } from './import.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

const record = (orders: unknown[]) => world.run(ctx => importOrders(ctx, orders))
const recordOne = async (order: unknown) => (await record([order]))[0]
async function customerOf(order: OrderInput): Promise<string | null> {
  const outcome = await recordOne(order)
  if (!outcome || outcome.outcome === 'refused') throw new Error(JSON.stringify(outcome))
  return outcome.customerId
}
const count = async (table: 'customers') =>
  Number(
    (
      await world.db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )
const profile = (id: string | null) =>
  world.db
    .selectFrom('customers')
    .selectAll()
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow()
const pointsOf = async (id: string | null) =>
  (
    await world.db
      .selectFrom('contact_points')
      .select('value')
      .where('customer_id', '=', id ?? '')
      .orderBy('kind')
      .execute()
  ).map(row => row.value)
const somebody = (more: OrderInput['customer'] = {}): OrderInput['customer'] => ({
  firstName: 'Nora',
  lastName: 'Lind',
  phone: freshPhone(),
  ...more,
})

describe('an order makes a profile', () => {
  test('IMP-1: with name, contact points, language, city and address, known to the store', async () => {
    const phone = freshPhone()
    const email = `${newId()}@example.com`
    const address = { line1: 'Torstraße 1', postalCode: '10119', city: 'Berlin', country: 'de' }
    const id = await customerOf(
      anOrder({
        placedAt: '2023-03-11T12:00:00Z',
        customer: {
          firstName: 'Nora',
          lastName: 'Lind',
          phone,
          email: email.toUpperCase(),
          language: 'de-AT',
          address,
        },
      }),
    )
    expect(await profile(id)).toMatchObject({
      name: 'Nora Lind',
      language: 'de',
      country: 'DE',
      city: 'Berlin',
      created_at: new Date('2023-03-11T12:00:00Z'),
    })
    expect(await pointsOf(id)).toEqual([email, phone])
    const { customer_id, ...known } = await world.db
      .selectFrom('customer_stores')
      .select(['customer_id', 'store_id', 'since'])
      .where('customer_id', '=', id ?? '')
      .executeTakeFirstOrThrow()
    expect(known).toEqual({ store_id: world.stores.berlin, since: new Date('2023-03-11T12:00:00Z') })
    expect(
      await world.db
        .selectFrom('customer_addresses')
        .select(['line1', 'city', 'country', 'position'])
        .where('customer_id', '=', customer_id)
        .execute(),
    ).toEqual([{ line1: 'Torstraße 1', city: 'Berlin', country: 'DE', position: 1 }])
  })

  test('IMP-1: nobody twice: by external id, then phone, then email', async () => {
    const customer = somebody({ externalId: newId(), email: `${newId()}@example.com` })
    const id = await customerOf(anOrder({ customer }))
    expect(await customerOf(anOrder({ customer: { externalId: customer?.externalId } }))).toBe(id)
    expect(await customerOf(anOrder({ customer: { phone: customer?.phone } }))).toBe(id)
    expect(await customerOf(anOrder({ customer: { email: customer?.email } }))).toBe(id)
  })

  test('IMP-1: an external id goes before a phone that is another’s, and takes nothing from them', async () => {
    const other = somebody()
    const otherId = await customerOf(anOrder({ customer: other }))
    const externalId = newId()
    const id = await customerOf(anOrder({ customer: somebody({ externalId }) }))
    expect(await customerOf(anOrder({ customer: { externalId, phone: other?.phone } }))).toBe(id)
    expect(await pointsOf(otherId)).toEqual([other?.phone])
  })

  test('IMP-1: the same external id of another source is another person', async () => {
    const externalId = newId()
    const id = await customerOf(anOrder({ customer: { externalId, firstName: 'Ada' } }))
    const other = await customerOf(anOrder({ source: 'shop', customer: { externalId, firstName: 'Bo' } }))
    expect(other).not.toBe(id)
  })

  test('IMP-1: a match by phone adds the email when it is nobody’s, and the other way round', async () => {
    const customer = somebody()
    const id = await customerOf(anOrder({ customer }))
    const email = `${newId()}@example.com`
    await customerOf(anOrder({ customer: { ...customer, email } }))
    const phone = freshPhone()
    await customerOf(anOrder({ customer: { email, phone } }))
    expect((await pointsOf(id)).sort()).toEqual([customer?.phone, phone, email].sort())
  })

  test('IMP-1: what an associate wrote stands; only gaps are filled', async () => {
    const { id } = world.customers.priya
    const given = {
      phone: phones.priya,
      firstName: 'P.',
      lastName: 'R.',
      address: { city: 'Berlin', country: 'DE' },
    }
    expect(await customerOf(anOrder({ customer: given }))).toBe(id)
    expect(await profile(id)).toMatchObject({ name: 'Priya Raman', city: 'Berlin', country: 'DE' })
    await customerOf(anOrder({ customer: { ...given, address: { city: 'Hamburg', country: 'DE' } } }))
    expect((await profile(id)).city).toBe('Berlin')
  })

  test('IMP-1: a number that stood for a name gives way to the name', async () => {
    const phone = freshPhone()
    const id = await customerOf(anOrder({ customer: { phone } }))
    expect((await profile(id)).last_name).toBe('')
    await customerOf(anOrder({ customer: { phone, firstName: 'Nora', lastName: 'Lind' } }))
    expect((await profile(id)).name).toBe('Nora Lind')
  })

  test('IMP-1: a number that was taken from somebody is free for who buys with it', async () => {
    const customer = somebody()
    const before = await customerOf(anOrder({ customer }))
    await world.db
      .updateTable('contact_points')
      .set({ detached_at: world.server.clock.now(), invalid_reason: 'detached' })
      .where('customer_id', '=', before ?? '')
      .execute()
    const after = await customerOf(anOrder({ customer }))
    expect(after).not.toBe(before)
    expect(await pointsOf(after)).toEqual([customer?.phone])
    expect(await customerOf(anOrder({ customer }))).toBe(after)
  })

  test('IMP-1: without any key it is a guest’s order, without a profile', async () => {
    const before = await count('customers')
    expect(await customerOf(anOrder({ customer: { firstName: 'Nobody' } }))).toBeNull()
    expect(await customerOf(anOrder({ customer: null, guest: true }))).toBeNull()
    expect(await customerOf(anOrder({ customer: { phone: 'ask him', email: 'none' } }))).toBeNull()
    expect(await count('customers')).toBe(before)
  })
})

describe('who it is when two could be', () => {
  test('IMP-1: phone and email of two people: nothing is guessed, it waits in the queue', async () => {
    const one = somebody()
    const two = somebody({ email: `${newId()}@example.com`, phone: null })
    const ids = [await customerOf(anOrder({ customer: one })), await customerOf(anOrder({ customer: two }))]
    const order = anOrder({ customer: { phone: one?.phone, email: two?.email } })
    const outcome = await recordOne(order)
    expect(outcome).toMatchObject({ outcome: 'created', customerId: null, ambiguous: true })
    const waiting = await world.db
      .selectFrom('ambiguous_orders')
      .selectAll()
      .where('order_id', '=', outcome?.outcome === 'created' ? outcome.orderId : '')
      .executeTakeFirstOrThrow()
    expect([waiting.phone_customer_id, waiting.email_customer_id]).toEqual(ids)
    const clearer = { ...order, version: '2026-03-05T00:00:00Z', customer: { phone: one?.phone } }
    expect(await recordOne(clearer)).toMatchObject({ customerId: ids[0], ambiguous: false })
    expect(
      await world.db
        .selectFrom('ambiguous_orders')
        .select('order_id')
        .where('order_id', '=', waiting.order_id)
        .execute(),
    ).toEqual([])
  })

  test('IMP-1: two imports that meet the same new person at once make one', async () => {
    const people = Array.from({ length: 40 }, () => somebody({ email: `${newId()}@example.com` }))
    const orders = (reversed: boolean) => {
      const all = people.map(customer => anOrder({ customer }))
      return reversed ? all.reverse() : all
    }
    const outcomes = (
      await Promise.all([record(orders(false)), record(orders(true)), record(orders(false))])
    ).flat()
    const customers = new Set(outcomes.map(one => (one.outcome === 'created' ? one.customerId : null)))
    expect(outcomes.every(one => one.outcome === 'created')).toBe(true)
    expect(customers.size).toBe(people.length)
  })

  test('IMP-1: a colleague who adds the same person meanwhile wins, and the order is theirs', async () => {
    const phone = freshPhone()
    let recording: ReturnType<typeof record> | undefined
    const added = await world.run(async ctx => {
      const { id } = await ctx.tx
        .insertInto('customers')
        .values({ first_name: 'Nora', last_name: 'Lind', language: 'de', created_at: ctx.clock.now() })
        .returning('id')
        .executeTakeFirstOrThrow()
      await ctx.tx
        .insertInto('contact_points')
        .values({
          customer_id: id,
          kind: 'phone',
          value: phone,
          entered: phone,
          created_at: ctx.clock.now(),
        })
        .execute()
      recording = record([anOrder({ customer: { phone } })])
      await world.until('the import waits for it', waiting)
      return id
    })
    const outcomes = await recording
    expect(outcomes).toMatchObject([{ outcome: 'created', customerId: added }])
  })
})

/** Somebody in this database waits for a lock. */
const waiting = async () => {
  const { rows } = await sql`
    select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    world.db,
  )
  return rows.length > 0
}
