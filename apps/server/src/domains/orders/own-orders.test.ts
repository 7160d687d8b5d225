import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aLine, anOrder } from '../../../test/order.ts'
import { meets, refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, phones, type World } from '../../../test/world.ts'
import { addReturn, recordOwnOrder, strikeReturn } from './index.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())

/** An order that Nora paid here, with two blazers. */
async function paidHere(more: Partial<ReturnType<typeof anOrder>> = {}) {
  const { customerId } = await meets(alma, world.stores.berlin)
  const cartId = newId()
  const { source: _, ...order } = anOrder({
    externalId: cartId,
    store: world.stores.berlin,
    staffEmail: world.staff.maya,
    origin: 'remote',
    lines: [aLine({ quantity: 2 })],
    totalMinor: 64_000,
    ...more,
  })
  const ours = { customerId, cartId, conversationId: null }
  const recorded = await world.run(ctx => recordOwnOrder(ctx, order, ours))
  return { ...recorded, cartId, customerId, order, ours }
}
const figuresOf = async (customerId: string) =>
  (await alma.customers.get({ storeId: world.stores.berlin, customerId })).figures[0]

describe('an order that was paid here', () => {
  test('CRT-9: is the cart’s customer’s, whatever it names, and says where it came from', async () => {
    const { orderId, customerId, cartId } = await paidHere({
      customer: { phone: phones.priya, email: 'someone@else.example' },
    })
    expect(await alma.orders.get({ orderId })).toMatchObject({
      source: 'rapport',
      customer: { id: customerId },
      origin: 'remote',
      cartId,
      conversationId: null,
      staffName: 'Maya Test',
    })
    const priya = await alma.orders.list({
      storeId: world.stores.berlin,
      customerId: world.customers.priya.id,
    })
    expect(priya.items.map(row => row.id)).not.toContain(orderId)
  })

  test('PAY-2: is recorded once', async () => {
    const { order, ours, orderId } = await paidHere()
    const again = await world.run(ctx => recordOwnOrder(ctx, order, ours))
    expect(again).toEqual({ orderId, customerId: ours.customerId, created: false })
  })

  test('CUS-8: of someone who was erased meanwhile is nobody’s', async () => {
    const { order, customerId } = await paidHere()
    await alma.privacy.erase({ customerId })
    const cartId = newId()
    const late = await world.run(ctx =>
      recordOwnOrder(ctx, { ...order, externalId: cartId }, { customerId, cartId, conversationId: null }),
    )
    expect(late).toMatchObject({ customerId: null, created: true })
  })

  test.each(['rapport', ' Rapport '])('IMP-1: nobody else may record under the source «%s»', async source => {
    expect(await refusalOf(alma.orders.put(anOrder({ source })))).toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('source: '),
    })
  })
})

describe('what comes back of an order', () => {
  const refunded = (orderId: string, more: object = {}) =>
    world.run(ctx =>
      addReturn(ctx, orderId, {
        externalId: 'refund-1',
        kind: 'refund',
        at: ctx.clock.now(),
        reason: 'Too wide',
        amountMinor: 32_000,
        lines: [],
        ...more,
      }),
    )

  test('PAY-5 IMP-3: a refund moves the order’s version and the customer’s figures, once', async () => {
    const { orderId, customerId } = await paidHere()
    const before = await alma.orders.get({ orderId })
    expect(await refunded(orderId)).toBe(true)
    expect(await refunded(orderId)).toBe(false)
    const after = await alma.orders.get({ orderId })
    expect(after).toMatchObject({ returnedMinor: 32_000, returns: [{ kind: 'refund', amountMinor: 32_000 }] })
    expect(after.version > before.version).toBe(true)
    expect(await figuresOf(customerId)).toMatchObject({ lifetimeMinor: 32_000, returnedUnits: 0 })
    const told = await world.db
      .selectFrom('events')
      .select('data')
      .where('type', '=', 'order.recorded')
      .where('customer_id', '=', customerId)
      .execute()
    expect(told.map(row => (row.data as { outcome: string }).outcome)).toEqual(['created', 'updated'])
  })

  test('PAY-5: goods that came back count as returned; what is struck counts no more', async () => {
    const { orderId, customerId } = await paidHere()
    const { lines } = await alma.orders.get({ orderId })
    await refunded(orderId, { kind: 'return', lines: [{ lineId: lines[0]?.id ?? '', quantity: 1 }] })
    expect(await figuresOf(customerId)).toMatchObject({ returnedUnits: 1, returnRate: 0.5 })
    expect(await world.run(ctx => strikeReturn(ctx, orderId, 'refund-1'))).toBe(true)
    expect(await world.run(ctx => strikeReturn(ctx, orderId, 'refund-1'))).toBe(false)
    expect(await figuresOf(customerId)).toMatchObject({ returnedUnits: 0, lifetimeMinor: 64_000 })
    expect((await alma.orders.get({ orderId })).returns).toEqual([])
  })

  test('PAY-5: refunds at the same moment all count', async () => {
    const { orderId, customerId } = await paidHere()
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        refunded(orderId, { externalId: `refund-${n}`, amountMinor: 1000 }),
      ),
    )
    expect((await alma.orders.get({ orderId })).returnedMinor).toBe(8000)
    expect(await figuresOf(customerId)).toMatchObject({ lifetimeMinor: 56_000 })
  })
})
