import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshPhone, refusalOf, writes, writesFirst } from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, phones, type World } from '../../../test/world.ts'
import { verifyLedger } from './index.ts'

let world: World
let maya: Api
let berlin: string
beforeAll(async () => {
  world = await createWorld()
  maya = await world.as('maya')
  berlin = world.stores.berlin
})
afterAll(() => world.close())

/** Somebody who wrote to Berlin and so opted in. */
async function writer() {
  const phone = freshPhone()
  const conversationId = await writesFirst(world, phone)
  const { customer } = await maya.conversations.get({ conversationId })
  const at = { storeId: berlin, customerId: customer.id }
  const { contactPoints } = await maya.customers.get(at)
  return { ...at, phone, conversationId, contactPointId: contactPoints[0]?.id ?? '' }
}
const someone = async (more: object) => {
  const { customerId } = await maya.customers.create({
    storeId: berlin,
    firstName: 'Ada',
    lastName: newId().slice(0, 4),
    ...more,
  })
  return { storeId: berlin, customerId }
}
const entriesOf = (contactPointId: string) =>
  world.db
    .selectFrom('consent_entries')
    .select(['before', 'after', 'cause'])
    .where('contact_point_id', '=', contactPointId)
    .orderBy('seq')
    .execute()
const ofCustomer = ({ storeId, customerId }: { storeId: string; customerId: string }) => ({
  storeId,
  customerId,
})

describe('contact points', () => {
  test('a customer has several of each kind; one spelled otherwise is the same', async () => {
    const phone = freshPhone()
    const one = await someone({ phone })
    const { version } = await maya.customers.get(one)
    await maya.customers.addContactPoint({ ...one, kind: 'phone', value: `0${phone.slice(3)}` })
    await maya.customers.addContactPoint({ ...one, kind: 'phone', value: '+54 11 2345-6789' })
    await maya.customers.addContactPoint({ ...one, kind: 'phone', value: '+54 9 11 2345 6789' })
    const full = await maya.customers.addContactPoint({ ...one, kind: 'email', value: 'Ada.L@Example.com' })
    expect(full.contactPoints.map(point => point.value)).toEqual([
      phone,
      '+5491123456789',
      'ada.l@example.com',
    ])
    expect(full.version).toBe(version + 2)
  })

  test('somebody else’s is refused with whose it is, if that is ours to know', async () => {
    const one = await someone({ email: `${newId()}@example.com` })
    const add = (value: string) => refusalOf(maya.customers.addContactPoint({ ...one, kind: 'phone', value }))
    expect(await add(phones.priya)).toMatchObject({
      code: 'CONTACT_TAKEN',
      data: { customerId: world.customers.priya.id, name: 'Priya Raman' },
    })
    expect(await add(phones.camille)).toMatchObject({
      code: 'CONTACT_TAKEN',
      data: { customerId: null, name: null },
    })
    expect(await add('12')).toMatchObject({ code: 'PHONE_INVALID' })
  })

  test('CON-1: one that is taken away keeps its ledger; its opt-ins end with an entry', async () => {
    const one = await writer()
    const after = await maya.customers.removeContactPoint({
      ...ofCustomer(one),
      contactPointId: one.contactPointId,
    })
    expect(after).toMatchObject({ contactPoints: [], consents: [], heart: 'none' })
    expect(await entriesOf(one.contactPointId)).toEqual([
      { before: 'none', after: 'opted_in', cause: 'customer_initiated' },
      { before: 'opted_in', after: 'none', cause: 'staff' },
    ])
    expect(await verifyLedger(world.db)).toMatchObject({ firstFault: null })
    const { items } = await maya.customers.list({ storeId: berlin, q: one.phone })
    expect(items).toEqual([])
    expect(await refusalOf(writes(maya, one.conversationId, 'Still there?'))).toMatchObject({
      code: 'SEND_DENIED',
    })
  })

  test('who writes from a number that was taken from them has it again', async () => {
    const one = await writer()
    await maya.customers.removeContactPoint({ ...ofCustomer(one), contactPointId: one.contactPointId })
    expect(await writesFirst(world, one.phone)).toBe(one.conversationId)
    expect(await maya.customers.get(ofCustomer(one))).toMatchObject({
      contactPoints: [{ id: one.contactPointId, invalid: false }],
      heart: 'opted_in',
    })
  })

  test('CON-7: an opt-out goes with the number, whoever has it next; an opt-in does not', async () => {
    const [stopped, willing] = [await writer(), await writer()]
    await world.says(stopped.phone, numbers.berlin, 'STOP')
    for (const [before, heart] of [
      [stopped, 'opted_out'],
      [willing, 'none'],
    ] as const) {
      await maya.customers.removeContactPoint({
        ...ofCustomer(before),
        contactPointId: before.contactPointId,
      })
      const next = await someone({ email: `${newId()}@example.com` })
      const { contactPoints, heart: now } = await maya.customers.addContactPoint({
        ...next,
        kind: 'phone',
        value: before.phone,
      })
      expect(contactPoints.map(point => point.id)).toContain(before.contactPointId)
      expect(now).toBe(heart)
      // What was begun with the one before is not sent to the one who has the number now.
      expect(await refusalOf(writes(maya, before.conversationId, 'Hello again'))).toMatchObject({
        code: 'SEND_DENIED',
      })
    }
  })

  test('CON-1: another in its place is asked anew', async () => {
    const [one, phone] = [await writer(), freshPhone()]
    const replace = (value: string) =>
      maya.customers.replaceContactPoint({ ...ofCustomer(one), contactPointId: one.contactPointId, value })
    const same = await replace(`0${one.phone.slice(3)}`)
    expect(same).toMatchObject({ contactPoints: [{ value: one.phone }], heart: 'opted_in' })
    expect(await refusalOf(replace(phones.jonas))).toMatchObject({ code: 'CONTACT_TAKEN' })
    expect(await maya.customers.get(ofCustomer(one))).toMatchObject({ heart: 'opted_in' })
    expect(await replace(phone)).toMatchObject({ contactPoints: [{ value: phone }], heart: 'none' })
    expect(await refusalOf(replace(freshPhone()))).toMatchObject({ code: 'NOT_FOUND' })
  })
})
