import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPhone, refusalOf } from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, type World } from '../../../test/world.ts'

let world: World
let alma: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  storeId = world.stores.berlin
})
afterAll(() => world.close())

type Keys = { phones?: string[]; whatsappIds?: string[] }
const upsert = async (keys: Keys) => {
  const { results } = await alma.customers.upsert({
    customers: [{ firstName: 'Ida', lastName: 'Brunner', storeIds: [storeId], ...keys }],
  })
  const [result] = results
  if (!result || !('customerId' in result) || !result.customerId) throw new Error(JSON.stringify(results))
  return result.customerId
}
const held = async (customerId: string) =>
  (
    await world.db
      .selectFrom('contact_points')
      .select(['kind', 'held_since'])
      .where('customer_id', '=', customerId)
      .orderBy('kind')
      .execute()
  ).map(point => [point.kind, point.held_since !== null])
const ask = async (customerId: string) => {
  const { contactPoints } = await alma.customers.get({ storeId, customerId })
  const contactPointId = contactPoints.find(one => one.kind === 'phone')?.id ?? ''
  return alma.consent.request({
    storeId,
    customerId,
    contactPointId,
    channel: 'sms',
    introduction: 'Hello',
    clientId: newId(),
  })
}

test('CUS-8: erased by their WhatsApp id, they are not written to by the phone of the same digits', async () => {
  const phone = freshPhone()
  await alma.privacy.erase({ customerId: await upsert({ whatsappIds: [phone.slice(1)] }) })
  const again = await upsert({ phones: [phone] })
  const denied = { code: 'SEND_DENIED', data: { reasons: ['opted_out'] } }
  expect(await refusalOf(ask(again))).toMatchObject(denied)
})

test('CUS-8: erased by their phone, nor by the WhatsApp id; their own first message lifts both', async () => {
  const phone = freshPhone()
  await alma.privacy.erase({ customerId: await upsert({ phones: [phone] }) })
  const again = await upsert({ phones: [phone], whatsappIds: [phone.slice(1)] })
  expect(await held(again)).toEqual([
    ['phone', true],
    ['whatsapp', true],
  ])
  await world.says(phone, numbers.berlin, 'Hello, I am back')
  expect(await held(again)).toEqual([
    ['phone', false],
    ['whatsapp', false],
  ])
  const more = await upsert({ whatsappIds: [phone.slice(1)] })
  expect(await held(more)).toEqual([
    ['phone', false],
    ['whatsapp', false],
  ])
})
