import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { conversationOf, freshPhone, hasStatus, refusalOf, writes, writesFirst } from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, type World } from '../../../test/world.ts'
import { verifyLedger } from '../consent/index.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld()
  world.carrier.faults.set({ delayMs: 0 })
  alma = await world.as('alma')
})
afterAll(() => world.close())
afterEach(() => alma.stores.saveBusiness({ optOutScope: 'store' }))

const says = (phone: string, body: string) => world.says(phone, numbers.berlin, body)
const heartIn = async (phone: string, number: string) =>
  (await alma.conversations.get({ conversationId: await conversationOf(world, phone, number) })).heart

/** A store opens, and asks this customer to opt in. @returns why it may not */
async function newStoreAsks(phone: string): Promise<string | undefined> {
  const store = await alma.stores.create({
    name: newId(),
    city: 'Bonn',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    language: 'de',
  })
  await world.db
    .insertInto('store_numbers')
    .values({
      store_id: store.id,
      channel: 'sms',
      phone: `+4922${String(Date.now()).slice(-8)}`,
      created_at: world.server.clock.now(),
    })
    .execute()
  const { customerId } = await alma.customers.create({
    storeId: store.id,
    firstName: 'N',
    lastName: '',
    phone,
  })
  const { contactPoints } = await alma.customers.get({ storeId: store.id, customerId })
  const request = {
    storeId: store.id,
    customerId,
    contactPointId: contactPoints[0]?.id ?? '',
    channel: 'sms' as const,
    introduction: 'Hello',
  }
  const refused = await refusalOf(alma.consent.request({ ...request, clientId: newId() }))
  return (refused?.data as { reasons?: string[] })?.reasons?.join()
}

describe('how far an opt-out reaches', () => {
  test('CON-5: STOP reaches its own store, so that another may ask', async () => {
    const phone = freshPhone()
    await writesFirst(world, phone)
    await says(phone, 'STOP')
    expect(await newStoreAsks(phone)).toBeUndefined()
  })

  test('CON-5: STOPALL also reaches a store that opens later, and so it does after a STOP', async () => {
    const [at, after] = [freshPhone(), freshPhone()]
    for (const phone of [at, after]) await writesFirst(world, phone)
    await says(at, 'STOPALL')
    await says(after, 'STOP')
    await says(after, 'STOP ALL')
    await says(after, 'stopall')
    expect(await newStoreAsks(at)).toBe('opted_out')
    expect(await newStoreAsks(after)).toBe('opted_out')
    expect((await verifyLedger(world.db)).firstFault).toBeNull()
  })

  test('CON-5: START after STOPALL opens the store it was written to, and no other', async () => {
    const phone = freshPhone()
    for (const number of [numbers.berlin, numbers.paris]) await writesFirst(world, phone, number)
    await says(phone, 'STOPALL')
    await says(phone, 'START')
    expect([await heartIn(phone, numbers.berlin), await heartIn(phone, numbers.paris)]).toEqual([
      'opted_in',
      'opted_out',
    ])
    expect(await newStoreAsks(phone)).toBe('opted_out')
  })

  test('CON-5: a business that widens every opt-out widens also those that staff record and those that the provider tells', async () => {
    const [said, refused] = [freshPhone(), freshPhone()]
    for (const phone of [said, refused])
      for (const number of [numbers.berlin, numbers.paris]) await writesFirst(world, phone, number)
    await alma.stores.saveBusiness({ optOutScope: 'business' })
    await alma.consent.confirmOptOut({
      conversationId: await conversationOf(world, said, numbers.berlin),
      messageId: null,
    })
    await world.until('the confirmation', () => world.arrived(said, numbers.berlin).length === 1)
    world.carrier.faults.set({ next: { outcome: 'refused', errorCode: 21610 } })
    const { message } = await writes(alma, await conversationOf(world, refused, numbers.berlin), 'Hello')
    await hasStatus(world, message.id, 'failed')
    expect([await heartIn(said, numbers.paris), await heartIn(refused, numbers.paris)]).toEqual([
      'opted_out',
      'opted_out',
    ])
    expect(await newStoreAsks(said)).toBe('opted_out')
  })
})
