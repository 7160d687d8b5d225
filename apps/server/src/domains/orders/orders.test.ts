import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../../test/listen.ts'
import { aLine, anOrder } from '../../../test/order.ts'
import { freshPhone, refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, phones, type World } from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
})
afterAll(() => world.close())
const priya = () => world.customers.priya.id

describe('what a customer bought', () => {
  test('CUS-2: is listed newest first, page by page, wherever it was, to a store that knows them', async () => {
    for (const [n, store] of ['Berlin Mitte', 'Paris Marais', null].entries())
      await alma.orders.put(
        anOrder({ store, placedAt: `2026-04-0${n + 1}T10:00:00Z`, customer: { phone: phones.priya } }),
      )
    const maya = await world.as('maya')
    const first = await maya.orders.list({ storeId: world.stores.berlin, customerId: priya(), limit: 2 })
    expect(first.items.map(row => row.store?.name ?? null)).toEqual([null, 'Paris Marais'])
    const rest = await maya.orders.list({
      storeId: world.stores.berlin,
      customerId: priya(),
      limit: 2,
      cursor: first.nextCursor ?? '',
    })
    expect(rest).toMatchObject({ items: [{ store: { name: 'Berlin Mitte' } }], nextCursor: null })
    expect(
      await refusalOf(maya.orders.list({ storeId: world.stores.newYork, customerId: priya() })),
    ).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('CUS-2: an order shows its lines with pictures, deliveries, returns and exchanges', async () => {
    await world.run(async ctx => {
      const { importProducts } = await import('../catalog/index.ts')
      await importProducts(ctx, [
        {
          externalId: 'coat',
          version: '2026-01-01T00:00:00Z',
          name: 'Camel coat',
          pictures: [
            { colour: 'Navy', url: '/goods/camel-coat-navy.svg' },
            { colour: 'Camel', url: '/goods/camel-coat-camel.svg' },
          ],
          variants: ['38', '40'].map(size => ({
            externalId: `coat-${size}`,
            sku: `COAT-${size}`,
            colour: 'Camel',
            size,
          })),
        },
      ])
    })
    const { orderId } = await alma.orders.put(
      anOrder({
        customer: { phone: phones.priya },
        lines: [
          aLine({ externalId: 'a', sku: 'coat-38', name: 'Camel coat', quantity: 2, fulfilment: 'ship' }),
          aLine({ externalId: 'b', name: 'Alteration' }),
        ],
        deliveries: [{ carrier: 'DHL', tracking: '00340', shippedAt: '2026-03-03T00:00:00Z' }],
        returns: [
          {
            kind: 'return',
            at: '2026-03-05T00:00:00Z',
            amountMinor: 32_000,
            reason: 'Too large',
            lines: [{ line: 'a', quantity: 1 }],
          },
          {
            kind: 'exchange',
            at: '2026-03-06T00:00:00Z',
            lines: [{ line: 1, quantity: 1, replacement: { variant: 'coat-40' } }],
          },
        ],
      }),
    )
    const order = await (await world.as('maya')).orders.get({ orderId })
    expect(order).toMatchObject({
      customer: { id: priya(), name: 'Priya Raman' },
      matchedBy: 'phone',
      shipping: 'shipped',
      returnedMinor: 32_000,
      lines: [
        {
          name: 'Camel coat',
          colour: 'Camel',
          size: '38',
          pictureUrl: '/goods/camel-coat-camel.svg',
          quantity: 2,
          returnedQuantity: 1,
          exchangedQuantity: 1,
        },
        { name: 'Alteration', productId: null, pictureUrl: null },
      ],
      deliveries: [{ carrier: 'DHL', tracking: '00340', deliveredAt: null }],
      returns: [
        {
          kind: 'return',
          amountMinor: 32_000,
          reason: 'Too large',
          lines: [{ name: 'Camel coat', quantity: 1, replacement: null }],
        },
        {
          kind: 'exchange',
          lines: [{ replacement: { name: 'Camel coat', pictureUrl: '/goods/camel-coat-camel.svg' } }],
        },
      ],
    })
    expect(order.deliveries[0]?.lineIds).toEqual([order.lines[0]?.id])
  })

  test('CUS-1: an order that is numbered anew is found by its new number, and not by the old one', async () => {
    const order = anOrder({ number: 'A-7001', customer: { phone: phones.priya } })
    const kept = anOrder({ number: 'A-7002', customer: { phone: phones.priya } })
    for (const one of [order, kept]) await alma.orders.put(one)
    await alma.orders.put({ ...order, number: 'B 7003', version: '2026-03-03T10:00:00.000Z' })
    const found = async (q: string) =>
      (await alma.customers.list({ storeId: world.stores.berlin, q })).items.map(row => row.id)
    expect(await found('a7001')).toEqual([])
    for (const number of ['A7002', 'b-7003']) expect(await found(number)).toEqual([priya()])
  })

  test('ACC-1: a guest’s order is its store’s alone', async () => {
    const { orderId } = await alma.orders.put(anOrder())
    expect((await (await world.as('maya')).orders.get({ orderId })).customer).toBeNull()
    expect(await refusalOf((await world.as('sena')).orders.get({ orderId }))).toMatchObject({ status: 404 })
  })

  test('IMP-3: a screen that shows the profile is told of a new order', async () => {
    const screen = await listen(await world.as('maya'))
    await alma.orders.put(anOrder({ customer: { phone: phones.priya } }))
    await screen.hears('the order', signal => signal.type === 'customer' && signal.customerId === priya())
    await screen.close()
  })
})

test('IMP-1: a store is named by id, by its external id, or by its name', async () => {
  const store = {
    name: 'Köln',
    city: 'Köln',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    language: 'de' as const,
  }
  const { id } = await alma.stores.create({ ...store, externalId: 'S-07' })
  expect(await refusalOf(alma.stores.create({ ...store, externalId: 'S-07' }))).toMatchObject({
    code: 'EXTERNAL_ID_TAKEN',
  })
  for (const named of [id, 'S-07', 'köln']) {
    const { orderId } = await alma.orders.put(anOrder({ store: named }))
    expect((await alma.orders.get({ orderId })).store).toEqual({ id, name: 'Köln' })
  }
})

describe('the queue of ambiguous orders', () => {
  async function anAmbiguousOne() {
    const phone = freshPhone()
    const email = `${newId()}@example.com`
    const one = await alma.orders.put(anOrder({ customer: { phone, firstName: 'Ida' } }))
    const two = await alma.orders.put(anOrder({ customer: { email, firstName: 'Olga' } }))
    const customer = { phone, email, externalId: newId(), firstName: 'Ida', lastName: 'Berg' }
    const order = anOrder({ customer })
    const { orderId, ambiguous } = await alma.orders.put(order)
    expect(ambiguous).toBe(true)
    return { order, orderId, candidates: [one.customerId ?? '', two.customerId ?? ''] as const, customer }
  }
  const figures = (customerId: string) =>
    world.db.selectFrom('customer_figures').select(['orders']).where('customer_id', '=', customerId).execute()

  test('IMP-1: shows who it could be, and the one who is chosen gets the order for good', async () => {
    const { order, orderId, candidates, customer } = await anAmbiguousOne()
    const { items } = await alma.orders.ambiguous({})
    expect(items.find(one => one.order.id === orderId)).toMatchObject({
      name: 'Ida Berg',
      phone: customer.phone,
      email: customer.email,
      candidates: [
        { id: candidates[0], name: 'Ida', by: 'phone', phone: customer.phone },
        { id: candidates[1], name: 'Olga', by: 'email', email: customer.email },
      ],
    })
    expect(
      await refusalOf(alma.orders.resolve({ orderId, as: { kind: 'customer', customerId: priya() } })),
    ).toMatchObject({ code: 'NOT_A_CANDIDATE' })
    const done = await alma.orders.resolve({ orderId, as: { kind: 'customer', customerId: candidates[1] } })
    expect(done).toMatchObject({ customerId: candidates[1], ambiguous: false })
    expect(await figures(candidates[1])).toEqual([{ orders: 2 }])
    expect(await figures(candidates[0])).toEqual([{ orders: 1 }])
    const again = await alma.orders.put({ ...order, version: '2026-05-01T00:00:00Z' })
    expect(again).toMatchObject({ outcome: 'updated', customerId: candidates[1], ambiguous: false })
    const byId = await alma.orders.put(anOrder({ customer: { externalId: customer.externalId } }))
    expect(byId.customerId).toBe(candidates[1])
    expect(await refusalOf(alma.orders.resolve({ orderId, as: { kind: 'guest' } }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('IMP-1: a new customer gets none of the keys that are somebody’s', async () => {
    const { orderId, candidates } = await anAmbiguousOne()
    const { customerId } = await alma.orders.resolve({ orderId, as: { kind: 'new' } })
    expect(candidates).not.toContain(customerId)
    expect(await figures(customerId ?? '')).toEqual([{ orders: 1 }])
    expect(
      await world.db
        .selectFrom('contact_points')
        .select('id')
        .where('customer_id', '=', customerId ?? '')
        .execute(),
    ).toEqual([])
  })

  test('IMP-1: left as a guest’s it stays one, whatever comes', async () => {
    const { order, orderId } = await anAmbiguousOne()
    await alma.orders.resolve({ orderId, as: { kind: 'guest' } })
    const again = await alma.orders.put({ ...order, version: '2026-05-01T00:00:00Z' })
    expect(again).toMatchObject({ outcome: 'updated', customerId: null, ambiguous: false })
    expect((await alma.orders.ambiguous({})).items.map(one => one.order.id)).not.toContain(orderId)
  })
})
