import { afterAll, beforeAll, expect, test } from 'vitest'
import { sells } from '../../../test/goods.ts'
import { shares } from '../../../test/paying.ts'
import { createWorld, type World } from '../../../test/world.ts'
import { aCart } from './scene.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false, payments: false })
})
afterAll(() => world.close())

test('CRT-6 CRT-8: the history says what was done to which goods, by whom, and which version it made', async () => {
  const { api, cartId, add, get } = await aCart(world)
  const { variantId } = await sells(world, { priceMinor: 12_900 })
  const keeps = await add({ fulfilment: 'in_store' })
  const itemId = (await add({ variantId, quantity: 2, fulfilment: 'in_store' })).items.find(
    one => one.variantId === variantId,
  )?.id
  await api.carts.setDiscount({
    cartId,
    itemId: itemId ?? '',
    discount: { kind: 'percent', value: 500, reason: 'Small flaw' },
  })
  await shares(world, cartId)
  await api.carts.removeItem({ cartId, itemId: itemId ?? '' })
  const { version } = await get()
  const { items } = await api.carts.history({ cartId, limit: 10 })
  const variant = await world.db
    .selectFrom('variants as v')
    .innerJoin('products as p', 'p.id', 'v.product_id')
    .where('v.id', '=', variantId)
    .select(['p.name', 'v.colour', 'v.size'])
    .executeTakeFirstOrThrow()
  expect(items.map(one => [one.what, one.version, one.staff?.firstName ?? null])).toEqual([
    ['item_removed', version, 'Maya'],
    ['shared', version - 1, null],
    ['discount_set', version - 1, 'Maya'],
    ['item_added', version - 2, 'Maya'],
    ['item_added', keeps.version, 'Maya'],
    ['opened', 1, 'Maya'],
  ])
  // Gone from the cart, and known by its name all the same.
  expect(items[0]).toMatchObject({ item: variant, data: { quantity: 2 }, approvedBy: null })
  expect(items[3]).toMatchObject({ item: variant, data: { quantity: 2 } })
})
