import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sells } from '../../../test/goods.ts'
import {
  aSharedCart,
  notice,
  pays,
  paysInSilence,
  posts,
  settled,
  shares,
  stockOf,
} from '../../../test/paying.ts'
import { createWorld, type World } from '../../../test/world.ts'
import { linesOf } from '../carts/scene.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())
const berlin = () => world.stores.berlin

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
