import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../../../test/scene.ts'
import { createWorld, newId, type World } from '../../../test/world.ts'
import { frozen } from './freeze.ts'
import { aCart, shipsTo } from './scene.ts'

let world: World
let rates: Record<'standard' | 'free' | 'express' | 'swiss', string>
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  await world.db.updateTable('selling_settings').set({ customer_chooses_delivery: false }).execute()
  rates = {
    standard: await shipsTo(world, 'DE', { name: 'Standard', priceMinor: 590, totalBelowMinor: 20_000 }),
    free: await shipsTo(world, 'DE', { name: 'Standard', priceMinor: 0, totalFromMinor: 20_000 }),
    express: await shipsTo(world, 'DE', { name: 'Express', priceMinor: 1490 }),
    swiss: await shipsTo(world, 'CH', { name: 'Alpine', priceMinor: 2500 }),
  }
})
afterAll(() => world.close())

const berlin = { name: 'Nora Lind', line1: 'Torstraße 5', postalCode: '10119', city: 'Berlin', country: 'DE' }
const shipped = async () => {
  const one = await aCart(world)
  const cart = await one.add({ fulfilment: 'ship', priceMinor: 10_000, warehouse: 99 })
  const { api, cartId } = one
  return {
    ...one,
    itemId: cart.items[0]?.id ?? '',
    send: (address: typeof berlin | null, shippingRateId: string | null = null) =>
      api.carts.setDelivery({ cartId, address, shippingRateId }),
  }
}

describe('delivery', () => {
  test('CRT-3: what is missing is asked for step by step, and what is chosen is in the total', async () => {
    const { send, get, api, cartId } = await shipped()
    expect(await get()).toMatchObject({ missing: ['address'], delivery: { needed: true, options: [] } })
    const addressed = await send(berlin)
    expect(addressed.missing).toEqual(['shipping_option'])
    expect(addressed.delivery.options.map(one => [one.name, one.priceMinor])).toEqual([
      ['Standard', 590],
      ['Express', 1490],
    ])
    const chosen = await send(berlin, rates.standard)
    expect(chosen).toMatchObject({ missing: [], totals: { shippingMinor: 590, totalMinor: 10_590 } })
    expect(chosen.delivery.address).toEqual(berlin)
    await api.carts.share({ cartId, version: chosen.version })
  })

  test('CRT-3: an address abroad has its own options; one where nothing is sent to says so', async () => {
    const { send } = await shipped()
    const swiss = await send({ ...berlin, country: 'CH' })
    expect(swiss.delivery.option).toMatchObject({ id: rates.swiss, name: 'Alpine' })
    expect((await send({ ...berlin, country: 'FR' })).missing).toEqual(['not_shipped_there'])
    for (const rate of [rates.swiss, newId()])
      expect(await refusalOf(send(berlin, rate))).toMatchObject({ code: 'NOT_SHIPPED_THERE', status: 422 })
  })

  test('CRT-3: the chosen delivery follows the total: what is free above a sum becomes free', async () => {
    const { send, api, cartId, itemId } = await shipped()
    await send(berlin, rates.standard)
    const more = await api.carts.changeItem({ cartId, itemId, quantity: 2 })
    expect(more.delivery.option).toMatchObject({ id: rates.free, priceMinor: 0 })
    expect(more).toMatchObject({ missing: [], totals: { shippingMinor: 0, totalMinor: 20_000 } })
    const less = await api.carts.changeItem({ cartId, itemId, quantity: 1 })
    expect(less.totals.totalMinor).toBe(10_590)
  })

  test('CRT-3: what is handed over in the store needs none', async () => {
    const { api, cartId, itemId, send } = await shipped()
    await send(berlin, rates.express)
    const here = await api.carts.changeItem({ cartId, itemId, fulfilment: 'in_store' })
    expect(here).toMatchObject({
      missing: [],
      delivery: { needed: false, option: null },
      totals: { shippingMinor: 0 },
    })
  })

  test('CRT-6: the address is kept apart from what is fixed, and erasing may take it and the reasons, and nothing else', async () => {
    const { send, api, cartId } = await shipped()
    await api.carts.setDiscount({
      cartId,
      itemId: null,
      discount: { kind: 'percent', value: 100, reason: 'For Nora Lind' },
    })
    const { version } = await send(berlin, rates.standard)
    await api.carts.share({ cartId, version })
    const fixed = await frozen({ tx: world.db }, cartId, version)
    expect(fixed?.address).toEqual(berlin)
    expect(JSON.stringify(fixed?.content)).not.toContain('Torstraße')
    expect(JSON.stringify(fixed?.content)).not.toContain('Maya')
    await world.db
      .updateTable('cart_versions')
      .set(({ fn, ref }) => ({ address: null, content: fn('without_reasons', [ref('content')]) }))
      .where('cart_id', '=', cartId)
      .execute()
    const erased = await frozen({ tx: world.db }, cartId, version)
    expect(erased?.address).toBeNull()
    expect(JSON.stringify(erased)).not.toContain('Nora')
    expect(erased?.content.totals).toEqual(fixed?.content.totals)
  })
})
