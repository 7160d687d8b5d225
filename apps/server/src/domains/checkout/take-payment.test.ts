import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sells } from '../../../test/goods.ts'
import { aSharedCart, pays, stockOf } from '../../../test/paying.ts'
import { refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'
import { aCart } from '../carts/scene.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

async function aSale() {
  const { variantId } = await sells(world, { priceMinor: 12_900 })
  const sale = await aCart(world, 'sale')
  const { version } = await sale.add({ variantId })
  const slip = { cartId: sale.cartId, version, reference: 'T-4711', amountMinor: 12_900 }
  return { ...sale, variantId, version, slip }
}

describe('paid in the store', () => {
  test.each(['terminal', 'cash'] as const)(
    'SAL-1: by %s, with a reference, it lands in the customer’s history by itself',
    async method => {
      const { api, slip, customerId, variantId, storeId, cartId } = await aSale()
      const taken = await api.checkout.takePayment({ ...slip, method })
      const { items } = await api.orders.list({ storeId, customerId })
      expect(items).toMatchObject([
        { id: taken.orderId, number: taken.number, totalMinor: 12_900, origin: 'store' },
      ])
      expect(await stockOf(world, variantId, storeId)).toBe(9)
      const { payments, receiptUrl } = await api.payments.ofOrder({ orderId: taken.orderId })
      expect(payments).toMatchObject([
        {
          kind: method,
          reference: 'T-4711',
          state: 'taken',
          amountMinor: 12_900,
          staff: { firstName: 'Maya' },
        },
      ])
      expect(receiptUrl).not.toBeNull()
      expect(await api.carts.get({ cartId })).toMatchObject({ state: 'paid', orderId: taken.orderId })
    },
  )

  test('SAL-1: the same slip twice is one order, also at the same moment', async () => {
    const { api, slip, storeId, customerId } = await aSale()
    const pay = () => api.checkout.takePayment({ ...slip, method: 'cash' })
    const first = await pay()
    expect(await pay()).toEqual(first)
    expect((await api.orders.list({ storeId, customerId })).items).toHaveLength(1)
  })

  test('SAL-1: what the associate read must be what the cart comes to', async () => {
    const { api, slip } = await aSale()
    const pay = (more: object) => refusalOf(api.checkout.takePayment({ ...slip, method: 'cash', ...more }))
    expect(await pay({ amountMinor: 12_800 })).toMatchObject({ code: 'CART_MOVED_ON' })
    expect(await pay({ version: slip.version + 1 })).toMatchObject({ code: 'CART_MOVED_ON' })
  })

  test('SAL-1 CRT-9: what is not there is not sold', async () => {
    const { api, slip, variantId } = await aSale()
    await world.db.updateTable('stock').set({ quantity: 0 }).where('variant_id', '=', variantId).execute()
    expect(await refusalOf(api.checkout.takePayment({ ...slip, method: 'cash' }))).toMatchObject({
      code: 'CART_NOT_READY',
    })
  })

  test('PAY-3 SAL-1: who pays at the till and by link too has paid twice: one order, and the link’s money goes back', async () => {
    const cart = await aSharedCart(world)
    const { version } = await cart.get()
    const slip = { cartId: cart.cartId, version, reference: 'T-1', amountMinor: 12_900 }
    await cart.api.checkout.takePayment({ ...slip, method: 'terminal' })
    expect(await pays(world, cart.link)).toMatchObject({ problem: 'double', order_id: null })
  })

  test('PAY-2 SAL-1: the till and the webhook at the same moment make one order', async () => {
    for (let round = 0; round < 5; round++) {
      const cart = await aSharedCart(world)
      const { version } = await cart.get()
      const slip = { cartId: cart.cartId, version, reference: newId(), amountMinor: 12_900 }
      const [till] = await Promise.all([
        refusalOf(cart.api.checkout.takePayment({ ...slip, method: 'cash' })),
        pays(world, cart.link),
      ])
      const money = await world.db
        .selectFrom('payments')
        .select(['kind', 'problem'])
        .where('cart_id', '=', cart.cartId)
        .execute()
      const taken = money.filter(one => one.problem === null)
      expect(taken).toEqual([{ kind: till ? 'link' : 'cash', problem: null }])
    }
  })

  test('PAY-5 SAL-1: what was taken in the store goes back over the counter, and is done at once', async () => {
    const { api, slip } = await aSale()
    const { orderId } = await api.checkout.takePayment({ ...slip, method: 'cash' })
    const { refunds } = await alma.checkout.refund({
      orderId,
      clientId: newId(),
      what: { kind: 'all' },
      reason: 'Too wide',
      restock: true,
    })
    expect(refunds).toMatchObject([{ state: 'done', amountMinor: 12_900, staff: { firstName: 'Alma' } }])
    expect(await alma.orders.get({ orderId })).toMatchObject({
      returnedMinor: 12_900,
      returns: [{ kind: 'return' }],
    })
  })
})
