import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sells } from '../../../test/goods.ts'
import { createWorld, type World } from '../../../test/world.ts'
import { type Ctx, inTx } from '../../platform/context.ts'
import { chooseDelivery, deliveryOptions } from './choose.ts'
import { frozen } from './freeze.ts'
import { readyToPay } from './pay.ts'
import { aCart, historyOf, linesOf, shipsTo } from './scene.ts'

let world: World
let rates: { standard: string; express: string; swiss: string }
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  rates = {
    standard: await shipsTo(world, 'DE', { name: 'Standard', priceMinor: 590 }),
    express: await shipsTo(world, 'DE', { name: 'Express', priceMinor: 1490 }),
    swiss: await shipsTo(world, 'CH', { name: 'Alpine', priceMinor: 2500 }),
  }
})
afterAll(() => world.close())

const address = { line1: 'Torstraße 5', postalCode: '10119', city: 'Berlin', country: 'DE' }
const asCustomer = <T>(work: (ctx: Ctx) => Promise<T>) => inTx(world.server, { kind: 'customer' }, work)
const pay = (token: string, version: number) => asCustomer(ctx => readyToPay(ctx, { token, version }))
const choose = (token: string, version: number, shippingRateId: string | null = rates.standard) =>
  asCustomer(ctx => chooseDelivery(ctx, { token, version, address, shippingRateId }))
const alive = (cartId: string) =>
  world.db
    .selectFrom('payment_links')
    .select(['cart_version', 'amount_minor', 'country'])
    .where('cart_id', '=', cartId)
    .where('state', 'in', ['wanted', 'active'])
    .execute()

/** A cart that the customer has got. */
async function shared(goods: Parameters<Awaited<ReturnType<typeof aCart>>['add']>[0] = {}) {
  const one = await aCart(world)
  await one.api.conversations.open({ storeId: one.storeId, customerId: one.customerId })
  const { version, pageUrl } = await one.add(goods)
  await one.api.carts.share({ cartId: one.cartId, version })
  return { ...one, version, token: pageUrl.split('/').at(-1) ?? '' }
}

describe('pay', () => {
  test('CRT-6: leads to the link of the version that the page showed, and of no other', async () => {
    const { token, cartId, version, add } = await shared()
    expect(await pay(token, version)).toMatchObject({
      ok: true,
      cartId,
      version,
      link: { cartVersion: version },
    })
    expect(await pay(token, version - 1)).toEqual({ ok: false, why: 'old_version' })
    await add()
    expect(await pay(token, version)).toEqual({ ok: false, why: 'changed' })
    expect(await pay('x'.repeat(24), version)).toBeUndefined()
  })

  test('CRT-5: nothing is paid of what is parked, emptied or of yesterday', async () => {
    const saved = await shared()
    await saved.api.carts.save({ cartId: saved.cartId })
    expect(await pay(saved.token, saved.version)).toEqual({ ok: false, why: 'saved' })
    const emptied = await shared()
    await emptied.api.carts.empty({ cartId: emptied.cartId })
    expect(await pay(emptied.token, emptied.version)).toEqual({ ok: false, why: 'emptied' })
    const old = await shared()
    await world.db.updateTable('carts').set({ day: '2026-01-05' }).where('id', '=', old.cartId).execute()
    expect(await pay(old.token, old.version)).toEqual({ ok: false, why: 'expired' })
  })

  test('CRT-9: price and stock are looked at again: what changed is being updated, and nobody pays the old total', async () => {
    const { variantId } = await sells(world, { priceMinor: 10_000 })
    const { token, version, cartId, get } = await shared({ variantId })
    await world.db
      .updateTable('prices')
      .set({ amount_minor: 11_000 })
      .where('variant_id', '=', variantId)
      .execute()
    expect(await pay(token, version)).toEqual({ ok: false, why: 'changed' })
    expect(await alive(cartId)).toEqual([])
    expect(await get()).toMatchObject({
      version: version + 1,
      sharedVersion: version,
      missing: ['item_problem'],
    })
    expect((await historyOf(world, cartId)).at(-1)).toBe('found_changed')
  })

  test('CRT-9: what is kept for the cart is there, also when the shelf is empty for others', async () => {
    const { variantId } = await sells(world, { here: 1 })
    const { token, version } = await shared({ variantId, fulfilment: 'in_store' })
    expect(await pay(token, version)).toMatchObject({ ok: true })
    await world.db.updateTable('stock').set({ quantity: 0 }).where('variant_id', '=', variantId).execute()
    expect(await pay(token, version)).toEqual({ ok: false, why: 'changed' })
  })

  test('CRT-6: a link that failed is wanted anew', async () => {
    const { token, version, cartId } = await shared()
    await world.db
      .updateTable('payment_links')
      .set({ state: 'failed' })
      .where('cart_id', '=', cartId)
      .execute()
    expect(await pay(token, version)).toMatchObject({ ok: true, link: { state: 'wanted' } })
  })
})

describe('the customer’s own choice', () => {
  test('CRT-9: address and delivery are theirs to choose, and the price that comes of it is the one to pay', async () => {
    const { token, version, cartId, customerId, get } = await shared({
      fulfilment: 'ship',
      priceMinor: 10_000,
    })
    expect(await alive(cartId)).toEqual([])
    expect(await pay(token, version)).toEqual({ ok: false, why: 'delivery_missing' })
    const options = await deliveryOptions({ tx: world.db, clock: world.server.clock }, { token, address })
    expect(options?.map(one => one.name)).toEqual(['Standard', 'Express'])
    const chosen = await choose(token, version)
    expect(chosen).toEqual({ ok: true, version: version + 1 })
    expect(await alive(cartId)).toEqual([{ cart_version: version + 1, amount_minor: 10_590, country: 'DE' }])
    expect(await pay(token, version + 1)).toMatchObject({ ok: true })
    expect(await get()).toMatchObject({ sharedVersion: version + 1, delivery: { address } })
    expect((await linesOf(world, customerId)).at(-1)).toEqual({
      type: 'cart_delivery_chosen',
      cartId,
      currency: 'EUR',
      amountMinor: 10_590,
    })
    expect((await frozen({ tx: world.db }, cartId, version))?.content.delivery.option).toBeNull()
    expect(await choose(token, version + 1, rates.express)).toEqual({ ok: true, version: version + 2 })
    expect(await alive(cartId)).toMatchObject([{ cart_version: version + 2, amount_minor: 11_490 }])
  })

  test('CRT-9: what is not offered there is refused, and what the store changed meanwhile comes first', async () => {
    const { token, version, add } = await shared({ fulfilment: 'ship' })
    await expect(choose(token, version, rates.swiss)).rejects.toMatchObject({ code: 'NOT_SHIPPED_THERE' })
    await add()
    expect(await choose(token, version)).toEqual({ ok: false, why: 'changed' })
  })

  test('CRT-9: where the business keeps it to itself, the store has to choose before it shares', async () => {
    const { token, version } = await shared({ fulfilment: 'ship' })
    await world.db.updateTable('selling_settings').set({ customer_chooses_delivery: false }).execute()
    expect(await choose(token, version)).toEqual({ ok: false, why: 'store_chooses' })
    const other = await aCart(world)
    expect((await other.add({ fulfilment: 'ship' })).missing).toEqual(['address'])
    await world.db.updateTable('selling_settings').set({ customer_chooses_delivery: true }).execute()
  })

  test('CRT-9: choosing, paying and the store’s own changes at the same time leave one truth', async () => {
    for (let round = 0; round < 3; round++) {
      const { token, version, cartId, add, get } = await shared({ fulfilment: 'ship' })
      await Promise.all([
        choose(token, version),
        choose(token, version, rates.express),
        pay(token, version),
        add(),
        pay(token, version),
      ])
      const cart = await get()
      const links = await alive(cartId)
      if (cart.version === cart.sharedVersion)
        expect(links).toMatchObject([{ cart_version: cart.version, amount_minor: cart.totals.totalMinor }])
      else expect(links).toEqual([])
    }
  })
})
