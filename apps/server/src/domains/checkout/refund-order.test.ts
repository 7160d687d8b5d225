import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sells } from '../../../test/goods.ts'
import { anOrder } from '../../../test/order.ts'
import { aSharedCart, aShippedCart, notice, pays, posts, stockOf } from '../../../test/paying.ts'
import { refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'
import { linesOf } from '../carts/scene.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
beforeEach(() => world.simulator.acquirer.switches.set({ refunds: 'done' }))
afterAll(() => world.close())

/** Three scarves for 33.33 each, paid by link. */
async function anOrderPaid() {
  const { variantId } = await sells(world, { priceMinor: 3333 })
  const cart = await aSharedCart(world, { variantId, quantity: 3, fulfilment: 'in_store' })
  const payment = await pays(world, cart.link)
  const orderId = payment.order_id ?? ''
  const { lines } = await alma.orders.get({ orderId })
  return { ...cart, variantId, payment, orderId, lineId: lines[0]?.id ?? '' }
}
type Refunding = Parameters<Api['checkout']['refund']>[0]
const refunds = (orderId: string, more: Partial<Refunding> = {}) =>
  alma.checkout.refund({
    orderId,
    clientId: newId(),
    what: { kind: 'all' },
    reason: 'Too wide',
    restock: false,
    ...more,
  })
const become = (orderId: string, state: string) =>
  world.until(`the refund is ${state}`, async () => {
    const { payments } = await alma.payments.ofOrder({ orderId })
    const all = payments.flatMap(one => one.refunds)
    return all.length > 0 && all.every(one => one.state === state) && all
  })

describe('a refund of an order', () => {
  test('PAY-5: of all goes back by the provider; the order has a return once it is done', async () => {
    const { orderId, customerId, variantId } = await anOrderPaid()
    const { refunds: wanted } = await refunds(orderId)
    expect(wanted).toMatchObject([{ amountMinor: 9999, state: 'wanted', staff: { firstName: 'Alma' } }])
    await become(orderId, 'done')
    expect(await alma.orders.get({ orderId })).toMatchObject({
      returnedMinor: 9999,
      returns: [{ kind: 'refund', amountMinor: 9999, reason: 'Too wide', lines: [{ quantity: 3 }] }],
    })
    expect((await linesOf(world, customerId)).slice(-2)).toMatchObject([
      { type: 'refund', outcome: 'wanted', staffName: 'Alma', amountMinor: 9999 },
      { type: 'refund', outcome: 'done', staffName: null, amountMinor: 9999 },
    ])
    expect((await alma.payments.ofOrder({ orderId })).refundableMinor).toBe(0)
    expect(await stockOf(world, variantId, world.stores.berlin)).toBe(7)
    const { figures } = await alma.customers.get({ storeId: world.stores.berlin, customerId })
    expect(figures[0]).toMatchObject({ lifetimeMinor: 0 })
    const audited = await world.db
      .selectFrom('audit_entries')
      .select('action')
      .where('action', 'like', 'refund.%')
      .where('subject', '=', (await alma.orders.get({ orderId })).number)
      .orderBy('id')
      .execute()
    expect(audited.map(row => row.action)).toEqual(['refund.wanted', 'refund.done'])
  })

  test('PAY-5: piece by piece comes to exactly what was paid, and not to more', async () => {
    const { orderId, lineId, variantId } = await anOrderPaid()
    const one: Partial<Refunding> = {
      what: { kind: 'lines', lines: [{ lineId, quantity: 1 }], shipping: false },
    }
    for (let n = 0; n < 3; n++) await refunds(orderId, { ...one, restock: true })
    expect((await alma.payments.ofOrder({ orderId })).refundableMinor).toBe(0)
    expect(await refusalOf(refunds(orderId, one))).toMatchObject({ code: 'TOO_MUCH' })
    await become(orderId, 'done')
    const order = await alma.orders.get({ orderId })
    expect(order).toMatchObject({ returnedMinor: 9999, lines: [{ returnedQuantity: 3 }] })
    expect(await stockOf(world, variantId, world.stores.berlin)).toBe(10)
  })

  test('PAY-5: delivery goes back once, and what was shipped is in the store now', async () => {
    const { link, shipped } = await aShippedCart(world)
    const orderId = (await pays(world, link)).order_id ?? ''
    const { lines } = await alma.orders.get({ orderId })
    const first = { lineId: lines[0]?.id ?? '', quantity: 1 }
    const { refunds: wanted } = await refunds(orderId, {
      what: { kind: 'lines', lines: [first], shipping: true },
      restock: true,
    })
    expect(wanted[0]?.amountMinor).toBe(12_900 + 500)
    expect(await stockOf(world, shipped.variantId, world.stores.berlin)).toBe(11)
    const { refunds: rest } = await refunds(orderId)
    expect(rest[0]?.amountMinor).toBe(12_900)
  })

  test('PAY-5: the same tap refunds once; two at the same moment never give back more than was paid', async () => {
    const { orderId } = await anOrderPaid()
    const clientId = newId()
    const what = { kind: 'amount', amountMinor: 4000 } as const
    const same = await Promise.all([1, 2, 3].map(() => refunds(orderId, { clientId, what })))
    expect(new Set(same.map(one => one.refunds[0]?.id))).toEqual(new Set([clientId]))
    const others = await Promise.all([1, 2, 3].map(() => refusalOf(refunds(orderId, { what }))))
    expect(others.filter(one => one === undefined)).toHaveLength(1)
    expect((await alma.payments.ofOrder({ orderId })).refundableMinor).toBe(1999)
    const other = await anOrderPaid()
    expect(await refusalOf(refunds(other.orderId, { clientId, what }))).toMatchObject({ code: 'INVALID' })
  })

  test.each([
    ['refused', 'that is refused'],
    ['come-back', 'that comes back after it was done'],
    ['fail-later', 'that fails after it was done'],
  ] as const)('PAY-5: one %s (%s) is struck, seen, and told', async (how, _what) => {
    world.simulator.acquirer.switches.set({ refunds: how })
    const { orderId, customerId } = await anOrderPaid()
    await refunds(orderId, { restock: true })
    await become(orderId, 'failed')
    await world.until('it is told', async () =>
      (await linesOf(world, customerId)).some(line => line.outcome === 'failed'),
    )
    const order = await alma.orders.get({ orderId })
    expect(order.returnedMinor).toBe(0)
    // The money is not back; the goods are.
    expect(order.returns).toMatchObject([{ kind: 'return', amountMinor: 0 }])
    expect((await alma.payments.ofOrder({ orderId })).refundableMinor).toBe(9999)
  })

  test('PAY-5: that somebody made in the provider’s own screens counts like any other', async () => {
    const { orderId, customerId, link, payment } = await anOrderPaid()
    const told = { eventCode: 'REFUND', pspReference: newId(), originalReference: payment.reference }
    await posts(world, notice(world, { ...link, request: { ...link.request, reference: 'by hand' } }, told))
    await become(orderId, 'done')
    expect(await alma.orders.get({ orderId })).toMatchObject({ returnedMinor: 9999 })
    expect((await linesOf(world, customerId)).at(-1)).toMatchObject({ type: 'refund', outcome: 'done' })
    expect(await refusalOf(refunds(orderId))).toMatchObject({ code: 'TOO_MUCH' })
  })

  test('PAY-5: of an order that was paid elsewhere is done elsewhere', async () => {
    const { orderId } = await alma.orders.put(anOrder())
    expect(await refusalOf(refunds(orderId))).toMatchObject({ code: 'NOT_PAID_HERE' })
  })

  test('ACC-2: takes the permission', async () => {
    const { orderId } = await anOrderPaid()
    const maya = await world.as('maya')
    const refused = await refusalOf(
      maya.checkout.refund({ orderId, clientId: newId(), what: { kind: 'all' }, reason: 'No' }),
    )
    expect(refused).toMatchObject({ code: 'NOT_PERMITTED' })
  })
})
