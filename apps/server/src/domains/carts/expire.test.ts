import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../../../test/scene.ts'
import { createWorld, newId, type World } from '../../../test/world.ts'
import { tasks } from '../../clockwork.ts'
import type { Ctx } from '../../platform/context.ts'
import { expireCarts } from './expire.ts'
import { readCart, readCurrentCart } from './read.ts'
import { aCart, historyOf, linesOf } from './scene.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

/** The server as it would be at this moment. */
const at = (instant: string) => ({ ...world.server, clock: { now: () => new Date(instant) } as Ctx['clock'] })
const zone = (timeZone: string) =>
  world.db.updateTable('stores').set({ time_zone: timeZone }).where('id', '=', world.stores.berlin).execute()

/** A cart with something in it, of this day of Berlin's store, wherever that is. */
async function cartOf(day: string) {
  const one = await aCart(world)
  await one.add()
  await world.db.updateTable('carts').set({ day }).where('id', '=', one.cartId).execute()
  const stateOf = () =>
    world.db.selectFrom('carts').select('state').where('id', '=', one.cartId).executeTakeFirstOrThrow()
  const looked = (instant: string) =>
    readCart({ tx: world.db, clock: at(instant).clock, viewer: viewerOf(world) }, { cartId: one.cartId })
  return { ...one, stateOf, looked }
}
const viewerOf = ({ stores, staff }: World) =>
  ({ staffId: staff.maya, storeIds: [stores.berlin], permissions: new Set() }) as never

describe('the end of the day', () => {
  test.each([
    ['Europe/Berlin', '2026-03-28', '2026-03-28T23:00:00.000Z'],
    // A day of 23 hours, and one of 25.
    ['Europe/Berlin', '2026-03-29', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', '2026-10-25T23:00:00.000Z'],
    ['America/New_York', '2026-03-08', '2026-03-09T04:00:00.000Z'],
    ['America/New_York', '2026-11-01', '2026-11-02T05:00:00.000Z'],
    ['Asia/Tokyo', '2026-03-29', '2026-03-29T15:00:00.000Z'],
    // There is no midnight: clocks go from 24:00 to 1:00.
    ['Africa/Cairo', '2026-04-23', '2026-04-23T22:00:00.000Z'],
  ])('CRT-1: in %s the %s ends at %s, to the moment', async (timeZone, day, end) => {
    await zone(timeZone)
    const { cartId, stateOf, looked } = await cartOf(day)
    const last = new Date(new Date(end).getTime() - 1).toISOString()
    expect(await looked(last)).toMatchObject({ state: 'open', expiresAt: end })
    await expireCarts(at(last))
    expect(await stateOf()).toEqual({ state: 'open' })
    expect((await looked(end)).state).toBe('expired')
    await expireCarts(at(end))
    expect(await stateOf()).toEqual({ state: 'expired' })
    expect((await historyOf(world, cartId)).at(-1)).toBe('expired')
    await zone('Europe/Berlin')
  })

  test('CRT-1: a cart opened on the day of the change belongs to that day of its store', async () => {
    await zone('Asia/Tokyo')
    const { cartId } = await aCart(world)
    const { rows } = await sql<{ same: boolean }>`
      select day = (${world.server.clock.now()}::timestamptz at time zone 'Asia/Tokyo')::date as same from carts where id = ${cartId}`.execute(
      world.db,
    )
    expect(rows).toEqual([{ same: true }])
    await zone('Europe/Berlin')
  })

  test('CRT-1: a store that moves to another zone takes its carts with it', async () => {
    await zone('America/New_York')
    const { looked } = await cartOf('2026-06-10')
    const evening = '2026-06-10T23:30:00.000Z'
    expect(await looked(evening)).toMatchObject({ state: 'open', expiresAt: '2026-06-11T04:00:00.000Z' })
    await zone('Europe/Berlin')
    expect(await looked(evening)).toMatchObject({ state: 'expired', expiresAt: '2026-06-10T22:00:00.000Z' })
    await zone('Asia/Tokyo')
    expect((await looked('2026-06-10T14:59:59.999Z')).state).toBe('open')
    await zone('Europe/Berlin')
  })
})

test('CRT-8: what lapses leaves a line and an entry; its link dies and its stock is free', async () => {
  const { api, cartId, add, storeId, customerId } = await aCart(world)
  await api.conversations.open({ storeId, customerId })
  const { version } = await add()
  await api.carts.share({ cartId, version })
  await world.db.updateTable('carts').set({ day: '2026-01-05' }).where('id', '=', cartId).execute()
  await tasks(world.server).expire_carts()
  expect((await linesOf(world, customerId)).at(-1)).toEqual({
    type: 'cart_emptied',
    cartId,
    why: 'expired',
    staffName: null,
  })
  const { rows } = await sql<{ alive: number; kept: number }>`
    select (select count(*)::int from payment_links where cart_id = ${cartId} and state in ('wanted', 'active')) as alive,
      (select count(*)::int from stock_reservations where cart_id = ${cartId}) as kept`.execute(world.db)
  expect(rows).toEqual([{ alive: 0, kept: 0 }])
  const [event] = await world.db
    .selectFrom('events')
    .select(['data', 'store_id'])
    .where('type', '=', 'cart.changed')
    .where('customer_id', '=', customerId)
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  expect(event).toEqual({ store_id: storeId, data: { cartId, version, what: 'expired' } })
})

test('CRT-8: one that nothing was in goes without a word', async () => {
  const { api, cartId, storeId, customerId } = await aCart(world)
  await api.conversations.open({ storeId, customerId })
  await world.db.updateTable('carts').set({ day: '2026-01-05' }).where('id', '=', cartId).execute()
  await expireCarts(world.server)
  expect(await linesOf(world, customerId)).toEqual([])
  expect((await historyOf(world, cartId)).at(-1)).toBe('emptied')
})

test('CRT-1: before the clockwork has come by, nothing can be done with it, and the next cart is another', async () => {
  const { api, cartId, storeId, customerId } = await cartOf('2026-01-05')
  expect(await api.carts.current({ storeId, customerId })).toEqual({ cart: null })
  const clock = world.server.clock
  expect(
    await readCurrentCart({ tx: world.db, clock, viewer: viewerOf(world) }, { storeId, customerId }),
  ).toBeNull()
  const calls = [
    api.carts.save({ cartId }),
    api.carts.empty({ cartId }),
    api.carts.share({ cartId, version: 2 }),
    api.carts.addItem({ cartId, clientId: newId(), variantId: newId() }),
  ]
  for (const refused of await Promise.all(calls.map(refusalOf)))
    expect(refused).toMatchObject({ code: 'CART_CLOSED' })
  const next = await api.carts.open({ storeId, customerId })
  expect(next.id).not.toBe(cartId)
  expect((await historyOf(world, cartId)).at(-1)).toBe('expired')
})

test('CRT-1: several processes share the work, and each cart lapses once', async () => {
  const carts = []
  for (let n = 0; n < 12; n++) carts.push(await cartOf('2026-01-05'))
  const counts = await Promise.all([1, 2, 3, 4].map(() => expireCarts(world.server)))
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(12)
  for (const { cartId } of carts)
    expect((await historyOf(world, cartId)).filter(what => what === 'expired')).toHaveLength(1)
})
