import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sells } from '../../../test/goods.ts'
import { refusalOf } from '../../../test/scene.ts'
import { createWorld, type World } from '../../../test/world.ts'
import { frozen } from './freeze.ts'
import { aCart, historyOf, linesOf } from './scene.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

const linksOf = (cartId: string) =>
  world.db
    .selectFrom('payment_links')
    .select(['cart_version', 'state', 'amount_minor', 'expires_at'])
    .where('cart_id', '=', cartId)
    .orderBy('cart_version')
    .execute()
const alive = async (cartId: string) =>
  (await linksOf(cartId)).filter(link => ['wanted', 'active'].includes(link.state))
const kept = (cartId: string) =>
  world.db
    .selectFrom('stock_reservations')
    .select(['variant_id', 'store_id', 'quantity'])
    .where('cart_id', '=', cartId)
    .execute()

describe('sharing', () => {
  test('CRT-5: gives the link, and words in the customer’s language to send it with', async () => {
    const { api, cartId, add, customerId } = await aCart(world)
    await world.db.updateTable('customers').set({ language: 'de' }).where('id', '=', customerId).execute()
    const { version } = await add({ priceMinor: 12_900 })
    const { cart, url, text } = await api.carts.share({ cartId, version })
    expect(url).toBe(cart.pageUrl)
    expect(url).toMatch(new RegExp(`^${world.url}/c/[\\w-]{24}$`))
    expect(text).toBe(
      `Ihre Auswahl von Maison Alder Berlin Mitte, bis Mitternacht zum Ansehen und Bezahlen: ${url}`,
    )
    expect(cart).toMatchObject({ sharedVersion: version, version, payment: 'preparing' })
    const [link] = await linksOf(cartId)
    expect(link).toMatchObject({ cart_version: version, amount_minor: 12_900 })
    expect(link?.state).toMatch(/^(wanted|active)$/)
    expect(link?.expires_at.toISOString()).toBe(cart.expiresAt)
  })

  test('CRT-5 CRT-6: the conversation says what was shared, and that it was shared again', async () => {
    const { api, cartId, add, storeId, customerId } = await aCart(world)
    await api.conversations.open({ storeId, customerId })
    const first = await add({ priceMinor: 10_000 })
    await api.carts.share({ cartId, version: first.version })
    const next = await add({ priceMinor: 5000 })
    await api.carts.share({ cartId, version: next.version })
    const line = { type: 'cart_shared', cartId, staffName: 'Maya', currency: 'EUR' }
    expect(await linesOf(world, customerId)).toEqual([
      { ...line, version: first.version, again: false, items: 1, amountMinor: 10_000 },
      { ...line, version: next.version, again: true, items: 2, amountMinor: 15_000 },
    ])
  })

  test('CRT-6: an unchanged cart that is shared again is the same version and the same link', async () => {
    const { api, cartId, add, customerId, storeId } = await aCart(world)
    await api.conversations.open({ storeId, customerId })
    const { version } = await add()
    const first = await api.carts.share({ cartId, version })
    const again = await Promise.all([1, 2, 3].map(() => api.carts.share({ cartId, version })))
    for (const one of again) expect(one.url).toBe(first.url)
    expect(await linksOf(cartId)).toHaveLength(1)
    expect(await linesOf(world, customerId)).toHaveLength(1)
  })

  test('CRT-6: any change is another version that nobody can pay the old total of', async () => {
    const { api, cartId, add } = await aCart(world)
    const first = await add({ priceMinor: 10_000 })
    await api.carts.share({ cartId, version: first.version })
    const changed = await add({ priceMinor: 100 })
    expect(changed).toMatchObject({ version: first.version + 1, sharedVersion: first.version })
    expect(await alive(cartId)).toEqual([])
    expect(await refusalOf(api.carts.share({ cartId, version: first.version }))).toMatchObject({
      code: 'CART_MOVED_ON',
    })
    await api.carts.share({ cartId, version: changed.version })
    expect(await alive(cartId)).toMatchObject([{ cart_version: changed.version, amount_minor: 10_100 }])
    const old = await frozen({ tx: world.db }, cartId, first.version)
    expect(old?.content.totals.totalMinor).toBe(10_000)
  })

  test('CRT-6: a version that was shared cannot be changed, not even in the database', async () => {
    const { api, cartId, add } = await aCart(world)
    const { version } = await add()
    await api.carts.share({ cartId, version })
    const versions = world.db.updateTable('cart_versions').where('cart_id', '=', cartId)
    await expect(versions.set({ total_minor: 1 }).execute()).rejects.toThrow('stands as it is')
    await expect(
      versions.set({ content: sql`jsonb_set(content, '{totals,totalMinor}', '1')` }).execute(),
    ).rejects.toThrow('stands as it is')
    await expect(
      world.db.deleteFrom('cart_versions').where('cart_id', '=', cartId).execute(),
    ).rejects.toThrow('stands as it is')
  })

  test('CRT-6: a tax that changed after sharing makes another version, never another amount of the same one', async () => {
    const { api, cartId, add } = await aCart(world)
    const { version } = await add({ priceMinor: 10_000, taxIncluded: false })
    await api.carts.share({ cartId, version })
    await world.db
      .insertInto('tax_rates')
      .values({ country: 'DE', tax_class: 'standard', label: 'MwSt.', rate_ppm: 190_000 })
      .execute()
    const { cart } = await api.carts.share({ cartId, version })
    expect(cart).toMatchObject({ version: version + 1, sharedVersion: version + 1 })
    expect(cart.totals.totalMinor).toBe(11_900)
    expect(await alive(cartId)).toMatchObject([{ cart_version: version + 1, amount_minor: 11_900 }])
    await world.db.deleteFrom('tax_rates').execute()
  })

  test('CRT-9: price and stock are looked at again, and what is missing is said', async () => {
    const { api, cartId, add } = await aCart(world)
    const { variantId } = await sells(world)
    const { version } = await add({ variantId })
    await world.db
      .updateTable('prices')
      .set({ amount_minor: 1 })
      .where('variant_id', '=', variantId)
      .execute()
    const refused = await refusalOf(api.carts.share({ cartId, version }))
    expect(refused).toMatchObject({ code: 'CART_NOT_READY', data: { missing: ['item_problem'] } })
    const empty = await aCart(world)
    expect(await refusalOf(api.carts.share({ cartId: empty.cartId, version: 1 }))).toMatchObject({
      code: 'CART_NOT_READY',
      data: { missing: ['items'] },
    })
    expect(await linksOf(cartId)).toEqual([])
  })
})

describe('stock', () => {
  test('CRT-9: is kept for a shared cart, and is not there for another', async () => {
    const { variantId } = await sells(world, { here: 3, warehouse: 0 })
    const [one, two] = [await aCart(world), await aCart(world)]
    const first = await one.add({ variantId, quantity: 2 })
    const second = await two.add({ variantId, quantity: 2, fulfilment: 'in_store' })
    expect(second.items[0]?.problem).toBeNull()
    await one.api.carts.share({ cartId: one.cartId, version: first.version })
    expect(await kept(one.cartId)).toEqual([
      { variant_id: variantId, store_id: world.stores.berlin, quantity: 2 },
    ])
    expect((await one.get()).items[0]).toMatchObject({ available: 3, problem: null })
    expect((await two.get()).items[0]).toMatchObject({ available: 1, problem: 'too_few' })
    const refused = two.api.carts.share({ cartId: two.cartId, version: second.version })
    expect(await refusalOf(refused)).toMatchObject({ code: 'CART_NOT_READY' })
    const itemId = first.items[0]?.id ?? ''
    await one.api.carts.changeItem({ cartId: one.cartId, itemId, quantity: 1 })
    expect((await two.get()).items[0]).toMatchObject({ available: 2, problem: null })
  })

  test('CRT-9: two who share the last one at the same time do not both get it', async () => {
    for (let round = 0; round < 5; round++) {
      const { variantId } = await sells(world, { here: 1, warehouse: 0 })
      const carts = await Promise.all([aCart(world), aCart(world, 'remote', 'theo'), aCart(world)])
      const shared = await Promise.all(
        carts.map(async ({ api, cartId, add }) => {
          const { version } = await add({ variantId, fulfilment: 'in_store' })
          return refusalOf(api.carts.share({ cartId, version }))
        }),
      )
      expect(shared.filter(refused => refused === undefined)).toHaveLength(1)
      expect(shared.filter(refused => refused?.code === 'CART_NOT_READY')).toHaveLength(2)
    }
  })

  test('CRT-9: is not kept where the business does not want that', async () => {
    await world.db.updateTable('selling_settings').set({ reserve_stock: false }).execute()
    const { api, cartId, add } = await aCart(world)
    const { version } = await add()
    await api.carts.share({ cartId, version })
    expect(await kept(cartId)).toEqual([])
    await world.db.updateTable('selling_settings').set({ reserve_stock: true }).execute()
  })
})

test('CRT-8: what happened with a cart stands in its history, the latest first, in pages', async () => {
  const { api, cartId, add } = await aCart(world)
  const { version } = await add({ priceMinor: 700 })
  await api.carts.share({ cartId, version })
  expect(await historyOf(world, cartId)).toEqual(['opened', 'item_added', 'shared'])
  const first = await api.carts.history({ cartId, limit: 2 })
  expect(first.items.map(one => [one.what, one.staff?.firstName])).toEqual([
    ['shared', 'Maya'],
    ['item_added', 'Maya'],
  ])
  expect(first.items[0]?.data).toMatchObject({ version, totalMinor: 700, currency: 'EUR', units: 1 })
  const rest = await api.carts.history({ cartId, limit: 2, cursor: first.nextCursor ?? '' })
  expect(rest.items.map(one => one.what)).toEqual(['opened'])
})
