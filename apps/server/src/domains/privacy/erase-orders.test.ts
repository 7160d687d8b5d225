import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOrder } from '../../../test/order.ts'
import { freshPhone } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'
import { tracesOf } from './traces.ts'

let world: World
let alma: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  storeId = world.stores.berlin
})
afterAll(() => world.close())

const make = async (lastName: string, more: { phone?: string; email?: string } = {}) =>
  (await alma.customers.create({ storeId, firstName: 'Ida', lastName, ...more })).customerId
const orderOf = (id: string) =>
  world.db
    .selectFrom('orders')
    .select(['customer_id', 'guest', 'given_customer', 'shipping_address', 'total_minor'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** Bought with the phone of one and the email of another. */
async function boughtByTwo() {
  const last = `Zwiesel${newId().slice(-6)}`
  const phone = freshPhone()
  const email = `${newId()}@grasmere.example`
  const byPhone = await make(last, { phone })
  const byEmail = await make(last, { email })
  const customer = { firstName: 'Ida', lastName: last, phone, email }
  const { orderId, ambiguous } = await alma.orders.put(
    anOrder({ customer, shippingAddress: { name: `Ida ${last}`, line1: `${last}gasse 3`, city: 'Wien' } }),
  )
  expect(ambiguous).toBe(true)
  return { byPhone, byEmail, orderId, phone, last }
}

describe('CUS-8: an order that names somebody who is erased', () => {
  test('CUS-8: one that waits for its customer says nothing of the buyer any more, and waits no longer', async () => {
    const { byPhone, orderId, phone, last } = await boughtByTwo()
    await alma.privacy.erase({ customerId: byPhone })
    expect(await orderOf(orderId)).toEqual({
      customer_id: null,
      guest: true,
      given_customer: null,
      shipping_address: null,
      total_minor: 32_000,
    })
    expect(await tracesOf(world, [phone.slice(-9), `${last}gasse`])).toEqual([])
    expect((await alma.orders.ambiguous({})).items.map(one => one.order.id)).not.toContain(orderId)
  })

  test.each(['guest', 'customer', 'new'] as const)('CUS-8: nor one that was resolved as a %s', async kind => {
    const { byPhone, byEmail, orderId, phone, last } = await boughtByTwo()
    const { customerId } = await alma.orders.resolve({
      orderId,
      as: kind === 'customer' ? { kind, customerId: byEmail } : { kind },
    })
    await alma.privacy.erase({ customerId: byPhone })
    expect(await orderOf(orderId)).toMatchObject({ customer_id: customerId, given_customer: null })
    expect(await tracesOf(world, [phone.slice(-9)])).toEqual([])
    if (kind === 'guest') expect(await tracesOf(world, [`${last}gasse`])).toEqual([])
  })

  test('CUS-8: nor another’s with the same phone, as people write it at home', async () => {
    const customerId = await make('Erlkamp', { phone: '+4520227274' })
    const externalId = newId()
    const { customerId: other } = await alma.orders.put(
      anOrder({ customer: { externalId, lastName: 'Bodin', email: 'bodin@grasmere.example' } }),
    )
    const shared = await alma.orders.put(
      anOrder({ customer: { externalId, phone: '20 22 72 74', address: { country: 'DK' } } }),
    )
    expect(shared.customerId).toBe(other)
    await alma.privacy.erase({ customerId })
    expect(await orderOf(shared.orderId)).toMatchObject({ customer_id: other, given_customer: null })
  })

  test('CUS-8: and an order of somebody else by the same name keeps what it says', async () => {
    const phone = freshPhone()
    const customerId = await make('Lindqvist', { phone: freshPhone() })
    const theirs = await alma.orders.put(
      anOrder({ customer: { firstName: 'Ida', lastName: 'Lindqvist', phone } }),
    )
    // The same ending in another country: it is this buyer's own number.
    const twin = await alma.orders.put(
      anOrder({ customer: { lastName: 'Lindqvist', phone: '+14155550132' } }),
    )
    const alike = await make('Lindqvist', { phone: '+12125550132' })
    await alma.privacy.erase({ customerId })
    await alma.privacy.erase({ customerId: alike })
    expect(await orderOf(theirs.orderId)).toMatchObject({ given_customer: { phone } })
    expect(await orderOf(twin.orderId)).toMatchObject({ given_customer: { phone: '+14155550132' } })
  })

  test('CUS-8: they are found by index', async () => {
    const { rows } = await world.db.transaction().execute(async tx => {
      await sql`set local enable_seqscan = off`.execute(tx)
      return sql<{ 'QUERY PLAN': string }>`explain select id from orders
        where order_given_keys(source, given_customer, shipping_address) && array['phone 0227274']
          and (given_customer is not null or shipping_address is not null)`.execute(tx)
    })
    expect(rows.map(row => row['QUERY PLAN']).join('\n')).toContain('orders_given')
  })
})
