import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, createWorld, type World } from '../../../test/world.ts'
import { aCart } from '../carts/scene.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

test('CUS-7 CRT-1: where both have an open cart, the absorbed’s waits under Saved, and is open again after the undo', async () => {
  const [kept, parked] = [await aCart(world), await aCart(world)]
  await kept.add()
  const { version } = await parked.add()
  await parked.api.carts.share({ cartId: parked.cartId, version })
  const pair = { survivorId: kept.customerId, absorbedId: parked.customerId }
  const { survivor, absorbed } = await alma.profiles.previewMerge(pair)
  const { id: mergeId } = await alma.profiles.merge({
    ...pair,
    survivorVersion: survivor.version,
    absorbedVersion: absorbed.version,
    fields: {},
  })
  const { storeId, customerId } = kept
  expect((await kept.api.carts.current({ storeId, customerId })).cart?.id).toBe(kept.cartId)
  expect(await parked.get()).toMatchObject({ state: 'saved', customer: { id: customerId } })
  const alive = world.db
    .selectFrom('payment_links')
    .select('id')
    .where('cart_id', '=', parked.cartId)
    .where('state', 'in', ['wanted', 'active'])
  expect(await alive.execute()).toEqual([])

  await alma.profiles.undoMerge({ mergeId })
  const again = await kept.api.carts.current({ storeId, customerId: parked.customerId })
  expect(again.cart).toMatchObject({ id: parked.cartId, state: 'open' })
  expect((await kept.api.carts.current({ storeId, customerId })).cart?.id).toBe(kept.cartId)
})
