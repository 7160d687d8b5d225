import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listen } from '../../../test/listen.ts'
import { aSharedCart, pays } from '../../../test/paying.ts'
import { createWorld, newId, numbers, type World } from '../../../test/world.ts'

let world: World
beforeAll(async () => {
  // Every poll of the server is a net below its nudges. Here none is ever cast, so what happens was told.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  world = await createWorld()
})
afterAll(async () => {
  await world.close()
  vi.useRealTimers()
})

// A call that a busy machine keeps too long is made again by the net, which is not there: then the sale is tried anew.
const patience = { retry: 2, timeout: 40_000 }
test(
  'PAY-2 INB-6: from the provider’s word to the store’s screens and the customer’s phone nobody waits for a poll',
  patience,
  async () => {
    const screen = await listen(await world.as('theo'))
    const cart = await aSharedCart(world)
    const before = screen.heard.length
    const payment = await pays(world, cart.link)
    const since = () => screen.heard.slice(before)
    const paid = await world.until('the payment is on the screen', () =>
      since().find(one => one.type === 'cart' && one.event === 'paid' && one.orderId !== null),
    )
    expect(paid).toMatchObject({ cartId: cart.cartId, orderId: payment.order_id })
    await world.until('its line is in the conversation', () =>
      since().some(one => one.type === 'conversation' && one.event === 'conversation.changed'),
    )
    await world.until('the receipt is on the phone', () =>
      world.arrived(cart.phone, numbers.berlin).some(words => words.includes('/r/')),
    )

    const alma = await world.as('alma')
    await alma.checkout.refund({
      orderId: payment.order_id ?? '',
      clientId: newId(),
      what: { kind: 'all' },
      reason: 'Too wide',
      restock: false,
    })
    await world.until('the money has gone back', async () => {
      const { returns } = await alma.orders.get({ orderId: payment.order_id ?? '' })
      return returns.length > 0
    })
    await world.until('that is on the screen', () =>
      since().some(one => one.type === 'cart' && one.event === 'refund'),
    )
    await screen.close()
  },
)
