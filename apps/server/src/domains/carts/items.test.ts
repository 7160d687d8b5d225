import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sells } from '../../../test/goods.ts'
import { meets, refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'
import { aCart, historyOf, linesOf } from './scene.ts'

let world: World
let maya: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  maya = await world.as('maya')
  storeId = world.stores.berlin
})
afterAll(() => world.close())

const mixed = (on: boolean) => world.db.updateTable('selling_settings').set({ mixed_carts: on }).execute()

describe('the current cart', () => {
  test('CRT-1: is one per customer and store, also when two devices open it at once', async () => {
    const { customerId } = await meets(maya, storeId)
    expect(await maya.carts.current({ storeId, customerId })).toEqual({ cart: null })
    const theo = await world.as('theo')
    const opened = await Promise.all(
      [maya, theo, maya, theo].map(api => api.carts.open({ storeId, customerId })),
    )
    expect(new Set(opened.map(cart => cart.id)).size).toBe(1)
    const { cart } = await theo.carts.current({ storeId, customerId })
    expect(cart).toMatchObject({ id: opened[0]?.id, state: 'open', items: [], missing: ['items'] })
    expect(cart?.pageUrl).toMatch(new RegExp(`^${world.url}/c/[\\w-]{24}$`))
  })

  test('CRT-1: is opened only for a customer whom the store knows', async () => {
    const customerId = world.customers.camille.id
    expect(await refusalOf(maya.carts.open({ storeId, customerId }))).toMatchObject({ status: 404 })
    expect(await refusalOf(maya.carts.current({ storeId, customerId }))).toMatchObject({ status: 404 })
  })

  test('SAL-1: one that nothing is in becomes the sale that is asked for; one with goods stays what it is', async () => {
    const { api, add, cartId, ...whose } = await aCart(world)
    const open = (kind: 'remote' | 'sale') =>
      api.carts.open({ storeId: whose.storeId, customerId: whose.customerId, kind })
    expect(await open('sale')).toMatchObject({ id: cartId, kind: 'sale' })
    await add()
    expect(await open('remote')).toMatchObject({ id: cartId, kind: 'sale' })
  })
})

describe('an item', () => {
  test('CRT-2: is added at the price of now; the same again raises its quantity', async () => {
    const { add } = await aCart(world)
    const { variantId } = await sells(world, { priceMinor: 12_900 })
    await add({ variantId })
    const cart = await add({ variantId, quantity: 2 })
    expect(cart.items).toMatchObject([
      {
        variantId,
        quantity: 3,
        unitPriceMinor: 12_900,
        grossMinor: 38_700,
        fulfilment: 'in_store',
        problem: null,
      },
    ])
    expect(cart.totals).toMatchObject({ units: 3, grossMinor: 38_700, totalMinor: 38_700 })
    expect(cart.version).toBe(3)
  })

  test('CRT-2: the same tap adds once, however often and at whatever same time it arrives', async () => {
    const { api, cartId, add } = await aCart(world)
    const { variantId } = await sells(world)
    await add({ variantId })
    const tap = { cartId, clientId: newId(), variantId }
    await Promise.all([tap, tap, tap, tap].map(one => api.carts.addItem(one)))
    const cart = await api.carts.addItem(tap)
    expect(cart.items.map(item => item.quantity)).toEqual([2])
    expect(await historyOf(world, cartId)).toEqual(['opened', 'item_added', 'item_added'])
  })

  test('CRT-2: is handed over here when it is here, else shipped; the same thing in both ways is two items', async () => {
    const { add, api, cartId } = await aCart(world)
    const { variantId } = await sells(world, { here: 1 })
    await add({ variantId })
    const both = await add({ variantId, quantity: 2 })
    expect(both.items.map(item => [item.fulfilment, item.quantity])).toEqual([
      ['in_store', 1],
      ['ship', 2],
    ])
    const [here, shipped] = both.items
    const one = await api.carts.changeItem({ cartId, itemId: shipped?.id ?? '', fulfilment: 'in_store' })
    expect(one.items).toMatchObject([
      { id: shipped?.id, quantity: 3, fulfilment: 'in_store', problem: 'too_few' },
    ])
    expect(one.items.some(item => item.id === here?.id)).toBe(false)
  })

  test('CRT-2: without mixed carts every item of a remote cart is shipped, and a sale still hands over', async () => {
    await mixed(false)
    const remote = await aCart(world)
    const cart = await remote.add({ fulfilment: 'in_store' })
    expect(cart.items.map(item => item.fulfilment)).toEqual(['ship'])
    const handOver = {
      cartId: remote.cartId,
      itemId: cart.items[0]?.id ?? '',
      fulfilment: 'in_store' as const,
    }
    expect(await refusalOf(maya.carts.changeItem(handOver))).toMatchObject({ code: 'ALL_SHIPPED' })
    const sale = await aCart(world, 'sale')
    expect((await sale.add()).items.map(item => item.fulfilment)).toEqual(['in_store'])
    await mixed(true)
  })

  test('CRT-2: is not sold without a price in the currency of the store, or when it is sold no more', async () => {
    const { api, cartId } = await aCart(world)
    const dollars = await sells(world, { currency: 'USD' })
    const gone = await sells(world)
    await world.db.updateTable('variants').set({ active: false }).where('id', '=', gone.variantId).execute()
    for (const { variantId } of [dollars, gone])
      expect(await refusalOf(api.carts.addItem({ cartId, clientId: newId(), variantId }))).toMatchObject({
        code: 'NOT_SOLD_HERE',
      })
  })

  test('CRT-9: says what stands in its way: price, stock, or that it is sold no more', async () => {
    const { add, get, api, cartId } = await aCart(world)
    const { variantId } = await sells(world, { priceMinor: 10_000, here: 3 })
    const itemId = (await add({ variantId, quantity: 2 })).items[0]?.id ?? ''
    const item = async () => (await get()).items[0]
    const here = (quantity: number) =>
      world.db
        .updateTable('stock')
        .set({ quantity })
        .where('variant_id', '=', variantId)
        .where('store_id', '=', storeId)
        .execute()
    expect(await item()).toMatchObject({ problem: null, priceNowMinor: null, available: 3 })
    await world.db
      .updateTable('prices')
      .set({ amount_minor: 9000 })
      .where('variant_id', '=', variantId)
      .execute()
    expect(await item()).toMatchObject({
      problem: 'price_changed',
      priceNowMinor: 9000,
      unitPriceMinor: 10_000,
    })
    expect((await get()).missing).toContain('item_problem')
    const accepted = await api.carts.changeItem({ cartId, itemId, acceptPrice: true })
    expect(accepted.items[0]).toMatchObject({ problem: null, unitPriceMinor: 9000, totalMinor: 18_000 })
    await here(1)
    expect(await item()).toMatchObject({ problem: 'too_few', available: 1 })
    await here(0)
    expect(await item()).toMatchObject({ problem: 'sold_out' })
    await world.db.deleteFrom('prices').where('variant_id', '=', variantId).execute()
    expect(await item()).toMatchObject({ problem: 'no_price' })
    await world.db.updateTable('variants').set({ active: false }).where('id', '=', variantId).execute()
    expect(await item()).toMatchObject({ problem: 'not_sold_any_more' })
  })

  test('CRT-8: the last one that is removed empties the cart, with a line and an entry; the next cart is another', async () => {
    const { add, api, cartId, customerId } = await aCart(world)
    await api.conversations.open({ storeId, customerId })
    await add()
    const { items } = await add()
    const [first, second] = items.map(item => ({ cartId, itemId: item.id }))
    if (!first || !second) throw new Error('There are two.')
    expect((await api.carts.removeItem(first)).items).toHaveLength(1)
    expect((await api.carts.removeItem(first)).version).toBe(4)
    expect(await api.carts.removeItem(second)).toMatchObject({ state: 'emptied', items: [] })
    expect(await historyOf(world, cartId)).toEqual([
      'opened',
      'item_added',
      'item_added',
      'item_removed',
      'item_removed',
      'emptied',
    ])
    expect(await linesOf(world, customerId)).toEqual([
      { type: 'cart_emptied', cartId, why: 'removed', staffName: 'Maya' },
    ])
    expect(await refusalOf(add())).toMatchObject({ code: 'CART_CLOSED' })
    expect((await api.carts.open({ storeId, customerId })).id).not.toBe(cartId)
  })

  test('CRT-6: a change that changes nothing is no new version', async () => {
    const { add, api, cartId } = await aCart(world)
    const cart = await add({ quantity: 2 })
    const same = await api.carts.changeItem({ cartId, itemId: cart.items[0]?.id ?? '', quantity: 2 })
    expect(same.version).toBe(cart.version)
  })
})

test('CRT-1: the open carts of a store are listed by their last change, in pages', async () => {
  const carts = []
  for (let n = 0; n < 3; n++) {
    const one = await aCart(world)
    await one.add({ quantity: n + 1, priceMinor: 1000 })
    carts.push(one.cartId)
  }
  const first = await maya.carts.list({ storeId, state: 'open', limit: 2 })
  expect(first.items.map(row => [row.id, row.units, row.totalMinor])).toEqual([
    [carts[2], 3, 3000],
    [carts[1], 2, 2000],
  ])
  const next = await maya.carts.list({ storeId, state: 'open', limit: 1, cursor: first.nextCursor ?? '' })
  expect(next.items.map(row => row.id)).toEqual([carts[0]])
})
