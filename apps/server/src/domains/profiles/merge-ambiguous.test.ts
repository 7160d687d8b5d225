import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOrder } from '../../../test/order.ts'
import { meets } from '../../../test/scene.ts'
import { type Api, createWorld, newId, type World } from '../../../test/world.ts'

let world: World
let alma: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  storeId = world.stores.berlin
})
afterAll(() => world.close())

/** Two who turn out to be one, and an order with the phone of one and the email of the other. */
async function confused(version = '2026-03-02T10:00:00.000Z', externalId = newId()) {
  const one = await meets(alma, storeId)
  const email = `${newId()}@example.com`
  const { customerId: other } = await alma.customers.create({
    storeId,
    firstName: 'Ada',
    lastName: 'Poe',
    email,
  })
  const order = (more = {}) =>
    anOrder({ externalId, number: externalId, version, customer: { phone: one.phone, email }, ...more })
  const { orderId, ambiguous } = await alma.orders.put(order())
  expect(ambiguous).toBe(true)
  return { survivorId: one.customerId, absorbedId: other, orderId, number: externalId, order }
}
async function merge({ survivorId, absorbedId }: { survivorId: string; absorbedId: string }) {
  const pair = { survivorId, absorbedId }
  const { survivor, absorbed } = await alma.profiles.previewMerge(pair)
  return alma.profiles.merge({
    ...pair,
    survivorVersion: survivor.version,
    absorbedVersion: absorbed.version,
    fields: {},
  })
}
const waits = async (orderId: string) =>
  (await alma.orders.ambiguous({ limit: 100 })).items.some(item => item.order.id === orderId)
const boughtBy = async (customerId: string) =>
  (await alma.orders.list({ storeId, customerId })).items.map(one => one.id)
const figuresOf = async (customerId: string) =>
  (await alma.customers.get({ storeId, customerId })).figures.map(one => [one.orders, one.spentMinor])

test('CUS-7: an order that named both is theirs once they are one, and counts', async () => {
  const it = await confused()
  await merge(it)
  expect(await waits(it.orderId)).toBe(false)
  expect(await boughtBy(it.survivorId)).toEqual([it.orderId])
  expect(await figuresOf(it.survivorId)).toEqual([[1, 32_000]])
  const found = await alma.customers.list({ storeId, q: it.number, limit: 5 })
  expect(found.items.map(row => row.id)).toEqual([it.survivorId])
})

test('CUS-7: after the undo nobody has said whose it is, also when a newer version came meanwhile', async () => {
  const it = await confused()
  const { id: mergeId } = await merge(it)
  await alma.orders.put(it.order({ version: '2026-03-03T10:00:00.000Z' }))
  expect(await boughtBy(it.survivorId)).toEqual([it.orderId])
  await alma.profiles.undoMerge({ mergeId })
  expect(await waits(it.orderId)).toBe(true)
  expect(await boughtBy(it.survivorId)).toEqual([])
  expect(await figuresOf(it.survivorId)).toEqual([])
  const settled = await alma.orders.resolve({
    orderId: it.orderId,
    as: { kind: 'customer', customerId: it.absorbedId },
  })
  expect(settled.customerId).toBe(it.absorbedId)
})
