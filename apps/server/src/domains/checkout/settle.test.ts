import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sells } from '../../../test/goods.ts'
import {
  aSharedCart,
  aShippedCart,
  notice,
  pays,
  paysInSilence,
  posts,
  settled,
  stockOf,
} from '../../../test/paying.ts'
import { type Api, createWorld, type World } from '../../../test/world.ts'
import { linesOf } from '../carts/scene.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())
const berlin = () => world.stores.berlin
const orderIdOf = (payment: { order_id: string | null }) => {
  if (!payment.order_id) throw new Error('It made no order.')
  return payment.order_id
}

describe('a payment that pays its cart', () => {
  test('PAY-2 CRT-8 CRT-9: makes the order, takes the goods, empties the cart, and tells everyone', async () => {
    const { variantId } = await sells(world, { priceMinor: 12_900 })
    const cart = await aSharedCart(world, { variantId, quantity: 2, fulfilment: 'in_store' })
    const payment = await pays(world, cart.link)
    expect(payment).toMatchObject({ problem: null, state: 'taken', amount_minor: 25_800, kind: 'link' })
    const orderId = orderIdOf(payment)
    const order = await alma.orders.get({ orderId })
    expect(order).toMatchObject({
      source: 'rapport',
      number: expect.stringMatching(/^A-\d{5}$/),
      customer: { id: cart.customerId },
      cartId: cart.cartId,
      origin: 'remote',
      state: 'completed',
      store: { id: berlin() },
      staffName: 'Maya Test',
      totalMinor: 25_800,
      totalsDiffer: false,
      lines: [{ variantId, quantity: 2, totalMinor: 25_800, fulfilment: 'in_store' }],
    })
    expect(order.conversationId).not.toBeNull()
    expect(await stockOf(world, variantId, berlin())).toBe(8)
    expect(await stockOf(world, variantId, null)).toBe(10)
    expect(await cart.get()).toMatchObject({ state: 'paid', orderId })
    expect(await cart.api.carts.current({ storeId: berlin(), customerId: cart.customerId })).toEqual({
      cart: null,
    })
    const left = await world.db
      .selectFrom('stock_reservations')
      .selectAll()
      .where('cart_id', '=', cart.cartId)
      .execute()
    expect(left).toEqual([])
    expect((await linesOf(world, cart.customerId)).at(-1)).toEqual({
      type: 'cart_paid',
      cartId: cart.cartId,
      orderId,
      number: order.number,
      by: 'link',
      staffName: null,
      currency: 'EUR',
      amountMinor: 25_800,
    })
    const link = await world.db
      .selectFrom('payment_links')
      .select('state')
      .where('cart_id', '=', cart.cartId)
      .executeTakeFirstOrThrow()
    expect(link.state).toBe('completed')
    const told = await world.db
      .selectFrom('events')
      .select('type')
      .where('customer_id', '=', cart.customerId)
      .where('type', 'in', ['payment.received', 'order.recorded', 'cart.changed'])
      .execute()
    expect(told.map(row => row.type)).toEqual(expect.arrayContaining(['payment.received', 'order.recorded']))
    const audited = await world.db
      .selectFrom('audit_entries')
      .select('after')
      .where('action', '=', 'payment.taken')
      .where('subject', '=', order.number)
      .execute()
    expect(audited.map(row => row.after)).toEqual([expect.objectContaining({ amountMinor: 25_800, orderId })])
  })

  test('PAY-4: gives out a receipt, which nobody changes any more', async () => {
    const cart = await aSharedCart(world)
    const payment = await pays(world, cart.link)
    const receipt = await world.db
      .selectFrom('receipts')
      .selectAll()
      .where('order_id', '=', orderIdOf(payment))
      .executeTakeFirstOrThrow()
    expect(receipt.token).toMatch(/^[\w-]{22}$/)
    expect(receipt.content).toMatchObject({
      businessName: 'Maison Alder',
      store: { name: 'Berlin Mitte' },
      staffFirstName: 'Maya',
      lines: [{ name: 'Silk scarf', quantity: 1, unitPriceMinor: 12_900 }],
      totals: { totalMinor: 12_900 },
      payment: { kind: 'link', reference: payment.reference },
    })
    const change = world.db
      .updateTable('receipts')
      .set({ content: JSON.stringify({ ...(receipt.content as object), number: 'A-1' }) })
      .where('id', '=', receipt.id)
      .execute()
    await expect(change).rejects.toThrow('A receipt stands')
    await expect(world.db.deleteFrom('receipts').where('id', '=', receipt.id).execute()).rejects.toThrow()
    const sends = await world.db
      .selectFrom('receipt_sends')
      .select('way')
      .where('receipt_id', '=', receipt.id)
      .execute()
    expect(sends).toEqual([{ way: 'message' }])
  })

  test('PAY-2: the same webhook, a hundred times at once, makes one order', async () => {
    const cart = await aSharedCart(world)
    const pspReference = paysInSilence(world, cart.link)
    const webhook = notice(world, cart.link, { pspReference })
    const answers = await Promise.all(Array.from({ length: 100 }, () => posts(world, webhook)))
    expect(new Set(answers)).toEqual(new Set([200]))
    await settled(world, pspReference)
    await allWorkedOff()
    const orders = await world.db
      .selectFrom('orders')
      .select('id')
      .where('cart_id', '=', cart.cartId)
      .execute()
    expect(orders).toHaveLength(1)
    const payments = await world.db
      .selectFrom('payments')
      .select('state')
      .where('cart_id', '=', cart.cartId)
      .execute()
    expect(payments).toEqual([{ state: 'taken' }])
    expect(await stockOf(world, (await cart.get()).items[0]?.variantId ?? '', berlin())).toBe(9)
  })

  test('PAY-2: one that was refused is not the end; the next that is authorised pays', async () => {
    const cart = await aSharedCart(world)
    world.simulator.acquirer.refuse(cart.link, 'visa')
    const payment = await pays(world, cart.link)
    expect(payment).toMatchObject({ problem: null, state: 'taken' })
  })

  test('PAY-2: what is shipped comes from the warehouse, what is handed over from the store', async () => {
    const { customerId, link, shipped, here } = await aShippedCart(world)
    const payment = await pays(world, link)
    const order = await alma.orders.get({ orderId: orderIdOf(payment) })
    expect(order).toMatchObject({
      state: 'open',
      shippingMinor: 500,
      totalMinor: 26_300,
      totalsDiffer: false,
      shippingAddress: { line1: 'Torstr. 1', city: 'Berlin' },
    })
    expect(await stockOf(world, shipped.variantId, null)).toBe(9)
    expect(await stockOf(world, shipped.variantId, berlin())).toBe(10)
    expect(await stockOf(world, here.variantId, berlin())).toBe(9)
    const { addresses } = await alma.customers.get({ storeId: berlin(), customerId })
    expect(addresses).toMatchObject([{ line1: 'Torstr. 1' }])
  })
})

const allWorkedOff = () =>
  world.until('every notification is worked off', async () => {
    const left = await world.db
      .selectFrom('payment_notifications')
      .select('id')
      .where('handled_at', 'is', null)
      .executeTakeFirst()
    return left === undefined
  })
