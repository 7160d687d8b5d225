import { afterAll, beforeAll, expect, test } from 'vitest'
import { listen } from '../../../test/listen.ts'
import { createWorld, newId, type World } from '../../../test/world.ts'
import { publish } from '../../platform/events.ts'
import { aCart } from './scene.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

test('INB-6 ACC-1: a cart’s change is heard by its store, and by no other', async () => {
  const [berlin, paris] = [await listen(await world.as('theo')), await listen(await world.as('sena'))]
  const { add, cartId, storeId, customerId } = await aCart(world)
  await add()
  const signal = await berlin.hears('the cart', one => one.type === 'cart')
  expect(signal).toEqual({
    type: 'cart',
    storeId,
    customerId,
    conversationId: null,
    cartId,
    event: 'changed',
    orderId: null,
  })
  await world.run(ctx =>
    publish(
      ctx,
      'customer.changed',
      { storeId: world.stores.paris, customerId: world.customers.camille.id },
      { what: 'updated' },
    ),
  )
  await paris.hears('something of Paris', one => one.type === 'customer')
  expect(paris.heard.filter(one => one.type === 'cart')).toEqual([])
  await Promise.all([berlin.close(), paris.close()])
})

test('INB-6: money that came or went back is told as what it is', async () => {
  const screen = await listen(await world.as('theo'))
  const [paymentId, cartId, orderId, refundId] = [newId(), newId(), newId(), newId()]
  const at = { storeId: world.stores.berlin, customerId: world.customers.priya.id }
  await world.run(async ctx => {
    await publish(ctx, 'payment.received', at, { paymentId, cartId, orderId, problem: null })
    await publish(ctx, 'payment.received', at, { paymentId, cartId, orderId: null, problem: 'late' })
    await publish(ctx, 'refund.changed', at, { refundId, orderId, state: 'done' })
    await publish(ctx, 'cart.changed', at, { cartId, version: 3, what: 'paid' })
  })
  await screen.hears('all of it', () => screen.heard.filter(one => one.type === 'cart').length === 4)
  expect(screen.heard.filter(one => one.type === 'cart').map(one => [one.event, one.orderId])).toEqual([
    ['paid', orderId],
    ['problem', null],
    ['refund', orderId],
    ['paid', null],
  ])
  await screen.close()
})

test('ACC-1: who does not see the store’s inbox is not told in which conversation', async () => {
  const { add, api, storeId, customerId } = await aCart(world)
  await api.conversations.open({ storeId, customerId })
  await world.db
    .updateTable('roles')
    .set({ permissions: ['cart.edit', 'customer.read', 'customer.edit'] })
    .where('name', '=', 'associate')
    .execute()
  const [narrow, wide] = [await listen(await world.as('theo')), await listen(await world.as('vera'))]
  await add()
  expect(await narrow.hears('the cart', one => one.type === 'cart')).toMatchObject({ conversationId: null })
  const seen = await wide.hears('the cart', one => one.type === 'cart')
  expect(seen).not.toMatchObject({ conversationId: null })
  await Promise.all([narrow.close(), wide.close()])
})
