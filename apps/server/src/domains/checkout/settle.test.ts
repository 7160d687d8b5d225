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
  shares,
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

describe('a payment that must not make an order', () => {
  const rule = (refundStrays: boolean) =>
    world.db.updateTable('selling_settings').set({ refund_strays: refundStrays }).execute()
  const strays = async (cart: { customerId: string }) =>
    (await linesOf(world, cart.customerId)).filter(line => line.type === 'payment_problem')

  test('PAY-3: for a cart that has changed since is flagged and given back by rule', async () => {
    const cart = await aSharedCart(world)
    await cart.add({ fulfilment: 'in_store' })
    const payment = await pays(world, cart.link)
    expect(payment).toMatchObject({ problem: 'old_link', order_id: null })
    await returned(payment.id)
    expect(await strays(cart)).toEqual([
      {
        type: 'payment_problem',
        paymentId: payment.id,
        problem: 'old_link',
        returning: true,
        currency: 'EUR',
        amountMinor: 12_900,
      },
    ])
    expect((await linesOf(world, cart.customerId)).at(-1)).toMatchObject({ type: 'refund', outcome: 'done' })
    expect(await cart.get()).toMatchObject({ state: 'open' })
  })

  test('PAY-3: is kept for somebody to decide, where that is the rule', async () => {
    await rule(false)
    const cart = await aSharedCart(world)
    await cart.add({ fulfilment: 'in_store' })
    const payment = await pays(world, cart.link)
    expect(payment).toMatchObject({ problem: 'old_link', state: 'kept' })
    expect(await strays(cart)).toMatchObject([{ returning: false }])
    expect(await refundsOf(payment.id)).toEqual([])
    await rule(true)
  })

  test('PAY-3: a second for the same cart makes no second order', async () => {
    const cart = await aSharedCart(world)
    const first = await pays(world, cart.link)
    const second = await pays(world, cart.link)
    expect(first.problem).toBeNull()
    expect(second).toMatchObject({ problem: 'double', order_id: null })
    await returned(second.id)
    expect(await stockOf(world, (await cart.get()).items[0]?.variantId ?? '', berlin())).toBe(9)
  })

  test('PAY-3: of another amount is flagged, and the cart can be paid by another link', async () => {
    const cart = await aSharedCart(world)
    cart.link.request.amount.value += 1
    const payment = await pays(world, cart.link)
    expect(payment).toMatchObject({ problem: 'amount', amount_minor: 12_901 })
    expect(await cart.get()).toMatchObject({ state: 'open', payment: 'none' })
    await shares(world, cart.cartId)
    await world.until('another link', async () => (await cart.get()).payment === 'ready')
  })

  test('PAY-3: for goods that are gone is flagged, and takes nothing', async () => {
    const { variantId } = await sells(world)
    const cart = await aSharedCart(world, { variantId, quantity: 2, fulfilment: 'in_store' })
    await world.db
      .updateTable('stock')
      .set({ quantity: 1 })
      .where('variant_id', '=', variantId)
      .where('store_id', '=', berlin())
      .execute()
    expect(await pays(world, cart.link)).toMatchObject({ problem: 'out_of_stock', order_id: null })
    expect(await stockOf(world, variantId, berlin())).toBe(1)
  })

  test('PAY-3: for no cart of ours is flagged, and never given back by itself', async () => {
    const cart = await aSharedCart(world)
    cart.link.request.reference = 'somebody-elses-7'
    const payment = await pays(world, cart.link)
    expect(payment).toMatchObject({ problem: 'unknown', state: 'kept', cart_id: null })
    expect(await refundsOf(payment.id)).toEqual([])
  })

  test('PAY-3 CRT-1: authorised before the day ended is not late, however late we hear of it; after it, it is', async () => {
    const inTime = await aSharedCart(world)
    const late = await aSharedCart(world)
    const pspReference = paysInSilence(world, inTime.link)
    const eventAt = world.server.clock.now()
    await world.passDays(1)
    await posts(world, notice(world, inTime.link, { pspReference, eventAt }))
    expect(await settled(world, pspReference)).toMatchObject({ problem: null, state: 'taken' })
    expect(await pays(world, late.link)).toMatchObject({ problem: 'late' })
    await world.passDays(-1)
  })
})

describe('money that is gone again', () => {
  const orderOf = async (paymentId: string) =>
    world.db.selectFrom('payments').selectAll().where('id', '=', paymentId).executeTakeFirstOrThrow()

  test('PAY-3: that could not be collected is flagged and told; the order stands', async () => {
    world.simulator.acquirer.switches.set({ captures: 'fails' })
    const cart = await aSharedCart(world)
    const payment = await pays(world, cart.link)
    world.simulator.acquirer.switches.set({ captures: 'told' })
    await world.until('it is flagged', async () => (await orderOf(payment.id)).problem === 'capture_failed')
    expect(await orderOf(payment.id)).toMatchObject({ state: 'failed', order_id: payment.order_id })
    expect((await linesOf(world, cart.customerId)).at(-1)).toMatchObject({
      type: 'payment_problem',
      problem: 'capture_failed',
      returning: false,
    })
  })

  test('PAY-3: that the customer’s bank took back is flagged, until it gives it back', async () => {
    const cart = await aSharedCart(world)
    const payment = await pays(world, cart.link)
    const told = (eventCode: string, pspReference: string) =>
      posts(
        world,
        notice(world, cart.link, { pspReference, eventCode, originalReference: payment.reference }),
      )
    await told('CHARGEBACK', 'BACK1')
    await world.until('it is flagged', async () => (await orderOf(payment.id)).problem === 'chargeback')
    await told('CHARGEBACK_REVERSED', 'BACK2')
    await world.until('it is as before', async () => (await orderOf(payment.id)).problem === null)
    expect(await orderOf(payment.id)).toMatchObject({ state: 'taken' })
  })

  test('PAY-2: what is told before the payment itself waits for it', async () => {
    const cart = await aSharedCart(world)
    const pspReference = paysInSilence(world, cart.link)
    const back = { eventCode: 'CHARGEBACK', originalReference: pspReference }
    await posts(world, notice(world, cart.link, { pspReference: 'BACK3', ...back }))
    await posts(world, notice(world, cart.link, { pspReference }))
    const payment = await settled(world, pspReference)
    await world.until('both are known', async () => (await orderOf(payment.id)).problem === 'chargeback')
    expect((await orderOf(payment.id)).order_id).not.toBeNull()
  })
})

const refundsOf = (paymentId: string) =>
  world.db.selectFrom('refunds').selectAll().where('payment_id', '=', paymentId).execute()
const returned = (paymentId: string) =>
  world.until('the money went back', async () => {
    const row = await world.db
      .selectFrom('payments')
      .select('state')
      .where('id', '=', paymentId)
      .executeTakeFirstOrThrow()
    return row.state === 'returned'
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
