import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOrder } from '../../../test/order.ts'
import { type Api, createWorld, type World } from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  const given = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Krug' }
  await alma.orders.put(anOrder({ externalId: 'f1', number: '#A-7001', customer: given }))
  await alma.orders.put(anOrder({ externalId: 'f2', number: 'A-70010' }))
  await alma.orders.put(anOrder({ externalId: 'f3', number: 'A_7%2', store: 'Paris Marais' }))
})
afterAll(() => world.close())
const numbers = async (number: string, api = alma) =>
  (await api.orders.find({ number })).orders.map(order => order.number)

describe('an order by its number', () => {
  test('CUS-1: is found as people type it, by its beginning, the shortest first', async () => {
    expect(await numbers('a 7001')).toEqual(['#A-7001', 'A-70010'])
    expect(await numbers('#A-70010')).toEqual(['A-70010'])
    expect(await numbers('7001')).toEqual([])
    expect(await numbers('a7%')).toEqual(['A_7%2', '#A-7001', 'A-70010'])
    expect(await numbers('%_')).toEqual([])
  })

  test('CUS-1: says whose it is, and in which of my stores they are known', async () => {
    const [order] = (await alma.orders.find({ number: 'A7001', limit: 1 })).orders
    expect(order).toMatchObject({
      store: { id: world.stores.berlin },
      customer: { name: 'Ada Krug', storeId: world.stores.berlin },
    })
  })

  test('CUS-1: of another store nothing is found', async () => {
    const maya = await world.as('maya')
    expect(await numbers('A7', maya)).toEqual(['#A-7001', 'A-70010'])
  })
})
