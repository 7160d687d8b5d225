import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signatureOf } from '../../simulator/src/adyen/sign.ts'
import { type Connections, connect } from '../src/platform/db/database.ts'
import { sells } from './goods.ts'
import { anyOf, type Children, killableChildren, pause } from './killable-child.ts'
import { aSharedCart, posts } from './paying.ts'
import { expectGapless } from './scene.ts'
import { until } from './until.ts'
import { type Api, apiAt, createWorld, merchant, newId, type World } from './world.ts'

const kills = 10
const longestLifeMs = 900
const carts = 30
const stocked = 1000

let world: World
let connections: Connections
let variantId: string
let shared: Awaited<ReturnType<typeof aSharedCart>>[]
let killed = 0
let children: Children

beforeAll(async () => {
  world = await createWorld()
  world.carrier.faults.set({ delayMs: 0 })
  variantId = (await sells(world, { here: stocked })).variantId
  shared = []
  for (let n = 0; n < carts; n++) shared.push(await aSharedCart(world, { variantId, fulfilment: 'in_store' }))
  await world.cookieOf('maya')
  await world.halt()
  children = killableChildren(world)
  await children.compile()
  connections = connect(world.database.url, 3)
}, 120_000)
afterAll(async () => {
  children.end()
  await connections.close()
  await world.close()
})

/** Pays once, twice at the same moment, or while the associate puts something else into the cart. */
async function customer(cart: (typeof shared)[number], maya: Api, how: 'once' | 'twice' | 'changed') {
  const when = Math.random() * kills
  while (killed < Math.floor(when)) await pause(20)
  await pause((when % 1) * longestLifeMs)
  world.simulator.acquirer.authorise(cart.link, 'visa')
  if (how === 'twice') world.simulator.acquirer.authorise(cart.link, 'visa')
  if (how !== 'changed') return
  const change = { cartId: cart.cartId, clientId: newId(), variantId }
  while (!(await maya.carts.addItem(change).catch(hopeless))) await pause(40)
}
/** A server that is gone is asked again; a cart that was paid meanwhile is closed. */
const hopeless = (error: { status?: number; code?: string }) => {
  if (error.code === 'CART_CLOSED') return true
  if (error.status !== undefined && error.status < 500) throw error
  return undefined
}

test(`PAY-2 PAY-3: killed ${kills} times, every payment ends as one order or as one that is flagged and given back`, async () => {
  const { acquirer } = world.simulator
  const maya = apiAt(world.url, { cookie: await world.cookieOf('maya') })
  let next = children.load()
  await children.start(next)
  const paying = Promise.all(
    shared.map((cart, n) => customer(cart, maya, (['once', 'twice', 'changed'] as const)[n % 3] ?? 'once')),
  )
  const trouble = setInterval(() => {
    acquirer.switches.set({
      notices: anyOf(['once', 'five-in-parallel', 'out-of-order'] as const),
      nextAnswer: anyOf([null, 'accept-then-drop', 'accept-then-500', 'error-500'] as const),
    })
  }, 150)
  for (; killed < kills; killed++) {
    const running = next
    next = children.load()
    await pause(Math.random() * longestLifeMs)
    await children.kill(running)
    await children.start(next)
  }
  clearInterval(trouble)
  acquirer.switches.clear()
  acquirer.switches.set({ delayMs: 0 })
  await paying
  // What the provider would tell in minutes, told now.
  for (const { item } of acquirer.notifier.notices) {
    const hmacSignature = signatureOf(item, merchant.hmacKey)
    const told = { ...item, additionalData: { ...item.additionalData, hmacSignature } }
    await posts(world, { live: 'false', notificationItems: [{ NotificationRequestItem: told }] })
  }
  const { db } = connections
  await until(
    'everything is worked off',
    async () => {
      const { rows } = await sql<{ left: number }>`
        select (select count(*) from payment_notifications where handled_at is null)::int + (select count(*) from refunds where state in ('wanted', 'sent'))::int
          + (select count(*) from receipt_sends where state = 'wanted')::int as left`.execute(db)
      return rows[0]?.left === 0
    },
    120_000,
  )
  await until(
    'every receipt has left',
    async () => {
      const { rows } =
        await sql`select from messages where kind = 'receipt' and provider_message_id is null`.execute(db)
      return rows.length === 0
    },
    60_000,
  )
  await children.kill(next)

  const came = [...acquirer.payments.values()].filter(one => one.state !== 'refused')
  const payments = await db.selectFrom('payments').selectAll().execute()
  expect(payments.map(one => one.reference).sort()).toEqual(came.map(one => one.pspReference).sort())
  const taken = payments.filter(one => one.problem === null)
  const strays = payments.filter(one => one.problem !== null)
  const orders = await db.selectFrom('orders').selectAll().where('source', '=', 'rapport').execute()
  expect(orders.map(one => one.id).sort()).toEqual(taken.map(one => one.order_id).sort())
  expect(new Set(orders.map(one => one.cart_id)).size).toBe(orders.length)
  const paid = await db.selectFrom('carts').select(['id', 'order_id']).where('state', '=', 'paid').execute()
  expect(paid.map(one => one.order_id).sort()).toEqual(orders.map(one => one.id).sort())

  // What made no order went back, all of it, once; what made one stayed.
  for (const stray of strays)
    expect(stray).toMatchObject({ state: 'returned', refunded_minor: stray.amount_minor })
  for (const one of came) {
    const stray = strays.some(payment => payment.reference === one.pspReference)
    expect(one.refundedValue).toBe(stray && one.state !== 'cancelled' ? one.amount.value : 0)
  }
  const units = orders.reduce((sum, one) => sum + one.units, 0)
  const { quantity } = await db
    .selectFrom('stock')
    .select('quantity')
    .where('variant_id', '=', variantId)
    .where('store_id', '=', world.stores.berlin)
    .executeTakeFirstOrThrow()
  expect(quantity).toBe(stocked - units)
  const receipts = world.carrier.sent.filter(message => message.body.includes('/r/'))
  expect(receipts).toHaveLength(orders.length)
  expect(new Set(receipts.map(message => message.body)).size).toBe(orders.length)
  await expectGapless({ db })
  // How much gets through depends on the machine; that the test is about something does not.
  expect(orders.length).toBeGreaterThan(carts / 2)
  expect(strays.length).toBeGreaterThan(carts / 5)
}, 900_000)
