import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sells } from '../../../test/goods.ts'
import { expectGapless, refusalOf } from '../../../test/scene.ts'
import { createWorld, newId, type World } from '../../../test/world.ts'
import { expireCarts } from './expire.ts'
import { aCart } from './scene.ts'

let world: World
let goods: string[]
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  goods = []
  for (let n = 0; n < 4; n++)
    goods.push((await sells(world, { priceMinor: 1000 * (n + 1), here: 500 })).variantId)
})
afterAll(() => world.close())

/** None of these is wrong between two who work at once; a deadlock that gets through would be. */
const polite = ['CART_MOVED_ON', 'CART_CLOSED', 'CART_NOT_READY', 'NOT_FOUND', 'INVALID', 'CART_IN_THE_WAY']

test('CRT-6: two devices edit one cart at the same time: nothing is lost, and the total is that of the items', async () => {
  const { cartId, api } = await aCart(world)
  const theo = await world.as('theo')
  await Promise.all(
    Array.from({ length: 24 }, (_, n) =>
      (n % 2 ? api : theo).carts.addItem({
        cartId,
        clientId: newId(),
        variantId: goods[n % 4] ?? '',
        fulfilment: 'in_store',
      }),
    ),
  )
  const cart = await api.carts.get({ cartId })
  expect(cart.items.map(item => item.quantity)).toEqual([6, 6, 6, 6])
  expect(cart.version).toBe(25)
  expect(cart.totals.totalMinor).toBe(60_000)
  const { rows } = await sql`select units, total_minor from carts where id = ${cartId}`.execute(world.db)
  expect(rows).toEqual([{ units: 24, total_minor: 60_000 }])
})

test('CRT-6: editing, sharing, messages and expiry at the same time neither deadlock nor leave two truths', async () => {
  const theo = await world.as('theo')
  for (let round = 0; round < 4; round++) {
    const { cartId, api, add, phone, storeId, customerId } = await aCart(world)
    const { conversationId } = await api.conversations.open({ storeId, customerId })
    await add({ variantId: goods[0] ?? '' })
    const share = async () => {
      const { version } = await api.carts.get({ cartId })
      return api.carts.share({ cartId, version })
    }
    const addOne = (n: number) =>
      theo.carts.addItem({ cartId, clientId: newId(), variantId: goods[n % 4] ?? '', fulfilment: 'in_store' })
    const works: (() => Promise<unknown>)[] = [
      ...[0, 1, 2, 3, 4].map(n => () => addOne(n)),
      ...[0, 1, 2, 3].map(() => share),
      () => world.says(phone, '+493023125001', 'Is it there?'),
      () => world.says(phone, '+493023125001', 'Hello?'),
      () => api.conversations.presence({ conversationId, state: 'viewing' }),
      () => (round % 2 ? api.carts.save({ cartId }) : api.carts.open({ storeId, customerId })),
      async () => {
        if (round < 2) return
        await world.db.updateTable('carts').set({ day: '2026-01-05' }).where('id', '=', cartId).execute()
        await expireCarts(world.server)
      },
    ]
    const refusals = await Promise.all(works.map(work => refusalOf(work())))
    for (const refused of refusals) if (refused) expect(polite).toContain(refused.code)
    await expectConsistent(cartId)
  }
  await expectGapless(world)
  const { rows } =
    await sql`select deadlocks from pg_stat_database where datname = current_database()`.execute(world.db)
  expect(rows).toEqual([{ deadlocks: 0 }])
})

/** What must hold whatever came first. */
async function expectConsistent(cartId: string) {
  const { rows } = await sql<{
    state: string
    alive: number
    kept: number
    version: number
    shared: number | null
    link: number | null
    sum: number
    total: number
  }>`
    select c.state, c.version, c.shared_version as shared, c.total_minor as total,
      (select count(*)::int from payment_links l where l.cart_id = c.id and l.state in ('wanted', 'active')) as alive,
      (select max(l.cart_version) from payment_links l where l.cart_id = c.id and l.state in ('wanted', 'active')) as link,
      (select count(*)::int from stock_reservations n where n.cart_id = c.id) as kept,
      (select coalesce(sum(i.quantity * i.unit_price_minor), 0)::int from cart_items i where i.cart_id = c.id) as sum
    from carts c where c.id = ${cartId}`.execute(world.db)
  const [cart] = rows
  if (!cart) throw new Error('There is a cart.')
  expect(cart.total).toBe(cart.sum)
  if (cart.state !== 'open') expect(cart).toMatchObject({ alive: 0, kept: 0 })
  else if (cart.version === cart.shared) expect(cart).toMatchObject({ alive: 1, link: cart.version })
  else expect(cart.alive).toBe(0)
}
