import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sells } from '../../../test/goods.ts'
import { refusalOf } from '../../../test/scene.ts'
import { createWorld, type World } from '../../../test/world.ts'
import { expireCarts } from './expire.ts'
import { aCart, historyOf, linesOf } from './scene.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

const aliveLinks = (cartId: string) =>
  world.db
    .selectFrom('payment_links')
    .select('id')
    .where('cart_id', '=', cartId)
    .where('state', 'in', ['wanted', 'active'])
    .execute()

describe('saving', () => {
  test('CRT-5 CRT-8: parks a cart: it leaves the button, is listed under Saved, and comes back', async () => {
    const { api, cartId, add, ...whose } = await aCart(world)
    const { storeId, customerId } = whose
    await api.conversations.open({ storeId, customerId })
    const { version } = await add({ priceMinor: 900 })
    expect(await api.carts.save({ cartId })).toMatchObject({ state: 'saved', version })
    expect((await api.carts.save({ cartId })).state).toBe('saved')
    expect(await api.carts.current({ storeId, customerId })).toEqual({ cart: null })
    const { items } = await api.carts.list({ storeId, state: 'saved' })
    expect(items.find(row => row.id === cartId)).toMatchObject({ units: 1, totalMinor: 900, shared: false })
    expect(await linesOf(world, customerId)).toEqual([
      { type: 'cart_emptied', cartId, why: 'saved', staffName: 'Maya' },
    ])
    expect(await api.carts.resume({ cartId })).toMatchObject({ state: 'open', version })
    expect((await api.carts.current({ storeId, customerId })).cart?.id).toBe(cartId)
    expect(await historyOf(world, cartId)).toEqual(['opened', 'item_added', 'saved', 'resumed'])
  })

  test('CRT-5: one that was shared is taken back: its link dies, its stock is free, it is shared anew', async () => {
    const { api, cartId, add } = await aCart(world)
    const { version } = await add()
    await api.carts.share({ cartId, version })
    expect(await api.carts.save({ cartId })).toMatchObject({ version: version + 1, sharedVersion: version })
    expect(await aliveLinks(cartId)).toEqual([])
    const kept = world.db.selectFrom('stock_reservations').selectAll().where('cart_id', '=', cartId)
    expect(await kept.execute()).toEqual([])
    expect(await refusalOf(api.carts.share({ cartId, version: version + 1 }))).toMatchObject({
      code: 'CART_CLOSED',
    })
    const paid = { method: 'cash' as const, reference: '1', amountMinor: 12_900 }
    const inStore = api.checkout.takePayment({ cartId, version: version + 1, ...paid })
    expect(await refusalOf(inStore)).toMatchObject({ code: 'CART_CLOSED' })
    await api.carts.resume({ cartId })
    await api.carts.share({ cartId, version: version + 1 })
    expect(await aliveLinks(cartId)).toHaveLength(1)
  })

  test('CRT-1: another that is open is in the way, unless nothing is in it', async () => {
    const { api, cartId, add, storeId, customerId } = await aCart(world)
    expect(await refusalOf(api.carts.save({ cartId }))).toMatchObject({ code: 'INVALID' })
    await add()
    await api.carts.save({ cartId })
    const other = await api.carts.open({ storeId, customerId })
    expect(other.id).not.toBe(cartId)
    await api.carts.addItem({
      cartId: other.id,
      clientId: other.id,
      variantId: (await sells(world)).variantId,
    })
    expect(await refusalOf(api.carts.resume({ cartId }))).toMatchObject({ code: 'CART_IN_THE_WAY' })
    await api.carts.empty({ cartId: other.id })
    const third = await api.carts.open({ storeId, customerId })
    await api.carts.resume({ cartId })
    expect((await api.carts.get({ cartId: third.id })).state).toBe('emptied')
  })
})

test('CRT-8: emptying ends a cart, with a line and an entry', async () => {
  const { api, cartId, add, storeId, customerId } = await aCart(world)
  await api.conversations.open({ storeId, customerId })
  const { version } = await add()
  await api.carts.share({ cartId, version })
  expect(await api.carts.empty({ cartId })).toMatchObject({ state: 'emptied' })
  expect(await aliveLinks(cartId)).toEqual([])
  expect((await linesOf(world, customerId)).at(-1)).toMatchObject({ type: 'cart_emptied', why: 'removed' })
  expect((await historyOf(world, cartId)).at(-1)).toBe('emptied')
  const calls = [api.carts.empty({ cartId }), api.carts.save({ cartId }), api.carts.resume({ cartId })]
  for (const refused of await Promise.all(calls.map(refusalOf)))
    expect(refused).toMatchObject({ code: 'CART_CLOSED' })
})

describe('turning', () => {
  test('CRT-9: an assisted sale becomes a remote cart and back, and what would be paid stays', async () => {
    const { api, cartId, add } = await aCart(world, 'sale')
    const { version } = await add()
    const remote = await api.carts.turn({ cartId, kind: 'remote' })
    expect(remote).toMatchObject({ kind: 'remote', version, items: [{ fulfilment: 'in_store' }] })
    await api.carts.share({ cartId, version })
    await api.carts.turn({ cartId, kind: 'sale' })
    expect(await aliveLinks(cartId)).toHaveLength(1)
  })

  test('CRT-2 CRT-9: where a remote cart ships everything, so does what was to be handed over', async () => {
    await world.db.updateTable('selling_settings').set({ mixed_carts: false }).execute()
    const { api, cartId, add } = await aCart(world, 'sale')
    const { variantId } = await sells(world)
    await add({ variantId, fulfilment: 'ship' })
    const { version } = await add({ variantId, quantity: 2 })
    const remote = await api.carts.turn({ cartId, kind: 'remote' })
    expect(remote.version).toBe(version + 1)
    expect(remote.items).toMatchObject([{ fulfilment: 'ship', quantity: 3 }])
    await world.db.updateTable('selling_settings').set({ mixed_carts: true }).execute()
  })
})

test('CRT-9: a lapsed cart is quoted again at the prices of today, and what is in its way is shown', async () => {
  const { api, cartId, add, storeId, customerId } = await aCart(world)
  const [dearer, gone] = [await sells(world, { priceMinor: 1000 }), await sells(world, { priceMinor: 2000 })]
  await add({ variantId: dearer.variantId, quantity: 2 })
  await add({ variantId: gone.variantId })
  expect(await refusalOf(api.carts.requote({ cartId }))).toMatchObject({ code: 'NOT_LAPSED' })
  await world.passDays(1)
  await expireCarts(world.server)
  const { items: lapsed } = await api.carts.list({ storeId, state: 'expired' })
  expect(lapsed.map(row => row.id)).toContain(cartId)
  await world.db
    .updateTable('prices')
    .set({ amount_minor: 1500 })
    .where('variant_id', '=', dearer.variantId)
    .execute()
  await world.db.deleteFrom('prices').where('variant_id', '=', gone.variantId).execute()
  const quoted = await api.carts.requote({ cartId })
  expect(quoted).toMatchObject({ state: 'open', requotedFrom: cartId, customer: { id: customerId } })
  expect(quoted.items.map(item => [item.unitPriceMinor, item.quantity, item.problem])).toEqual([
    [1500, 2, null],
    [2000, 1, 'no_price'],
  ])
  expect(await refusalOf(api.carts.requote({ cartId }))).toMatchObject({ code: 'CART_IN_THE_WAY' })
  expect((await api.carts.get({ cartId })).state).toBe('expired')
})
