import type { OrderInput } from '@rapport/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOrder } from '../../../test/order.ts'
import { freshPhone } from '../../../test/scene.ts'
import { createWorld, newId, type World } from '../../../test/world.ts'
import { loadViewer } from '../staff/index.ts'
import { importOrders } from './import.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

const record = (orders: unknown[]) => world.run(ctx => importOrders(ctx, orders))
const recordOne = async (order: unknown) => (await record([order]))[0]
async function customerOf(order: OrderInput): Promise<string | null> {
  const outcome = await recordOne(order)
  if (!outcome || outcome.outcome === 'refused') throw new Error(JSON.stringify(outcome))
  return outcome.customerId
}
const pointsOf = async (id: string | null) =>
  (
    await world.db
      .selectFrom('contact_points')
      .select('value')
      .where('customer_id', '=', id ?? '')
      .orderBy('kind')
      .execute()
  ).map(row => row.value)
const somebody = (more: OrderInput['customer'] = {}): OrderInput['customer'] => ({
  firstName: 'Nora',
  lastName: 'Lind',
  phone: freshPhone(),
  ...more,
})

describe('one person', () => {
  test.each([
    ['Germany', ['+49 171 9134567', '491719134567', '0171/9134567', '00491719134567', '+49 (0)171 9134567']],
    ['Brazil', ['+55 11 9123-4567', '+55 11 99123-4567', '005511991234567']],
    ['Argentina', ['+54 11 2345-6789', '+54 9 11 2345-6789', '+5491123456789']],
    ['Mexico', ['+52 1 55 1234 5678', '+52 55 1234 5678', '+525512345678']],
  ])('IMP-1: no spelling of a number in %s splits anybody', async (_country, spellings) => {
    const found = new Set<string | null>()
    for (const phone of spellings)
      found.add(await customerOf(anOrder({ customer: { phone, firstName: 'Ana' } })))
    expect(found.size).toBe(1)
  })
})

test('IMP-1: an order is taken without what cannot be understood of it, and that is said', async () => {
  const customer = { firstName: 'Ida', phone: '12', email: 'ida at example' }
  expect(await recordOne(anOrder({ customer, staffEmail: 'nobody@alder.example' }))).toMatchObject({
    outcome: 'created',
    customerId: null,
    ignored: ['customer.phone', 'customer.email', 'staffEmail'],
  })
  expect(await recordOne(anOrder({ customer: somebody() }))).not.toHaveProperty('ignored')
})

describe('a newer version', () => {
  const later = '2026-03-05T10:00:00.000Z'
  const figuresOf = async (id: string | null) =>
    (
      await world.db
        .selectFrom('customer_figures')
        .select('orders')
        .where('customer_id', '=', id ?? '')
        .execute()
    ).reduce((sum, row) => sum + row.orders, 0)

  test('IMP-1: that means somebody new moves there, and gives nobody else’s keys to whom it was taken for', async () => {
    const [one, two, email, externalId] = [freshPhone(), freshPhone(), `${newId()}@example.com`, newId()]
    const order = anOrder({ customer: somebody({ firstName: 'Alma', phone: one }) })
    const alma = await customerOf(order)
    const berta = await customerOf({
      ...order,
      version: later,
      customer: somebody({ firstName: 'Berta', phone: two, email, externalId }),
    })
    expect(berta).not.toBe(alma)
    expect(await pointsOf(alma)).toEqual([one])
    expect(await pointsOf(berta)).toEqual([email, two])
    expect([await figuresOf(alma), await figuresOf(berta)]).toEqual([0, 1])
    expect(await customerOf(anOrder({ customer: { externalId } }))).toBe(berta)
  })

  test('IMP-1: that means somebody we know moves there, with the figures', async () => {
    const [one, two] = [freshPhone(), freshPhone()]
    const berta = await customerOf(anOrder({ customer: somebody({ phone: two }) }))
    const order = anOrder({ customer: somebody({ phone: one }) })
    const alma = await customerOf(order)
    expect(await customerOf({ ...order, version: later, customer: somebody({ phone: two }) })).toBe(berta)
    expect([await figuresOf(alma), await figuresOf(berta)]).toEqual([0, 2])
  })

  test('IMP-1: with another phone under the same name, or without a buyer, is still theirs', async () => {
    const [one, two] = [freshPhone(), freshPhone()]
    const order = anOrder({ customer: { firstName: 'Zoë', lastName: 'Lind', phone: one } })
    const zoe = await customerOf(order)
    const corrected = {
      ...order,
      version: later,
      customer: { firstName: 'Zoe', lastName: 'LIND', phone: two },
    }
    expect(await customerOf(corrected)).toBe(zoe)
    expect((await pointsOf(zoe)).sort()).toEqual([one, two].sort())
    expect(await customerOf({ ...order, version: '2026-03-06T10:00:00.000Z', customer: null })).toBe(zoe)
  })
})

describe('an order without a store', () => {
  const known = async (id: string | null) =>
    (
      await world.db
        .selectFrom('customer_stores')
        .select('store_id')
        .where('customer_id', '=', id ?? '')
        .execute()
    ).map(row => row.store_id)

  test('IMP-1: makes a customer of the store that the business names for such, so that somebody sees them', async () => {
    const alma = await world.as('alma')
    const [first] = await world.db
      .selectFrom('stores')
      .select('id')
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .execute()
    const order = () => anOrder({ store: null, origin: 'online', customer: somebody() })
    expect(await known(await customerOf(order()))).toEqual([first?.id])
    await alma.stores.saveBusiness({ fallbackStoreId: world.stores.paris })
    const customerId = await customerOf(order())
    expect(await known(customerId)).toEqual([world.stores.paris])
    expect(await alma.customers.record({ customerId: customerId ?? '' })).toMatchObject({ firstName: 'Nora' })
    await alma.stores.saveBusiness({ fallbackStoreId: null })
  })

  test('IMP-1: leaves a customer where they are known', async () => {
    const phone = freshPhone()
    const id = await customerOf(anOrder({ customer: somebody({ phone }) }))
    expect(await customerOf(anOrder({ store: null, customer: { phone } }))).toBe(id)
    expect(await known(id)).toEqual([world.stores.berlin])
  })

  test('IMP-1: of a guest is seen at headquarters', async () => {
    const outcome = await recordOne(anOrder({ store: null, number: 'W-4711', customer: null }))
    const orderId = outcome && 'orderId' in outcome ? outcome.orderId : ''
    expect(await (await world.as('alma')).orders.get({ orderId })).toMatchObject({ number: 'W-4711' })
    await expect((await world.as('maya')).orders.get({ orderId })).rejects.toMatchObject({ status: 404 })
  })
})

test('ACC-1: whoever brings orders for their own stores brings none for another’s, nor changes one', async () => {
  const viewer = await loadViewer(world.db, { staffId: world.staff.maya }, world.server.clock.now())
  const mine = (order: unknown) =>
    world.run(async ctx => (await importOrders({ ...ctx, ...(viewer && { viewer }) }, [order]))[0])
  const theirs = anOrder({ store: 'Paris Marais', customer: somebody() })
  expect(await mine(theirs)).toMatchObject({ outcome: 'refused', code: 'STORE_UNKNOWN' })
  expect(await recordOne(theirs)).toMatchObject({ outcome: 'created' })
  expect(await mine({ ...theirs, store: 'Berlin Mitte', version: '2026-03-05T10:00:00.000Z' })).toMatchObject(
    { outcome: 'refused', code: 'NOT_YOURS' },
  )
  expect(await mine(anOrder({ customer: somebody() }))).toMatchObject({ outcome: 'created' })
})
