import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  freshPhone,
  hasStatus,
  messageRow,
  refusalOf,
  sentBodies,
  writes,
  writesFirst,
} from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, type World } from '../../../test/world.ts'

let world: World
let maya: Api
let theo: Api
beforeAll(async () => {
  world = await createWorld()
  world.carrier.faults.set({ delayMs: 0 })
  maya = await world.as('maya')
  theo = await world.as('theo')
})
afterAll(() => world.close())
afterEach(() => at(12))

/** Moves on to this hour in Berlin, a day later if it is past. */
async function at(hour: number, minute = 0) {
  const now = Temporal.Instant.fromEpochMilliseconds(world.server.clock.now().getTime()).toZonedDateTimeISO(
    'Europe/Berlin',
  )
  let then = now.with({ hour, minute, second: 0, millisecond: 0 })
  if (Temporal.ZonedDateTime.compare(then, now) < 0) then = then.add({ days: 1 })
  await world.passDays(now.until(then).total('days'))
}
describe('quiet hours', () => {
  test('CON-9: hold a message, show it as scheduled, and let it go in the morning, in order', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    await at(22)
    expect((await maya.conversations.get({ conversationId })).gate).toMatchObject({
      verdict: 'hold',
      reasons: ['quiet_hours'],
    })
    const bodies = ['night 1', 'night 2', 'night 3', 'night 4', 'night 5']
    const held = []
    for (const body of bodies) held.push(await writes(maya, conversationId, body))
    expect(held[0]?.decision).toMatchObject({ verdict: 'hold', reasons: ['quiet_hours'] })
    expect(held[0]?.message).toMatchObject({ status: 'scheduled', heldBecause: ['quiet_hours'] })
    const opens = Temporal.Instant.from(held[0]?.message.scheduledFor ?? '').toZonedDateTimeISO(
      'Europe/Berlin',
    )
    expect([opens.hour, opens.minute]).toEqual([8, 0])
    await at(7, 59)
    expect(sentBodies(world)).not.toContain('night 1')
    await at(8, 1)
    for (const { message } of held) await hasStatus(world, message.id, 'delivered')
    expect(sentBodies(world).filter(body => body.startsWith('night'))).toEqual(bodies)
  })

  test('MSG-2 CON-9: the same tap again is answered as the first, held until the morning', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    await at(22)
    const clientId = newId()
    const first = await writes(maya, conversationId, 'tomorrow', clientId)
    expect(first.decision.verdict).toBe('hold')
    expect(await writes(maya, conversationId, 'tomorrow', clientId)).toEqual(first)
  })

  test('CON-9: do not hold an answer to a customer who has just written', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    await at(22)
    await world.says(phone, numbers.berlin, 'Are you still open?')
    const { message, decision } = await writes(maya, conversationId, 'Until ten, yes.')
    expect(decision.verdict).toBe('allow')
    await hasStatus(world, message.id, 'delivered')
  })

  test('CON-9: do not hold the confirmation of a stop', async () => {
    const phone = freshPhone()
    await writesFirst(world, phone)
    await at(23)
    await world.says(phone, numbers.berlin, 'STOP')
    await world.until('the confirmation', () => world.arrived(phone, numbers.berlin).length === 1)
  })

  test('CON-9: follow the customer’s own time zone', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    await world.db
      .updateTable('customers')
      .set({ time_zone: 'America/New_York' })
      .where('id', '=', (await maya.conversations.get({ conversationId })).customer.id)
      .execute()
    await at(10)
    const { gate } = await maya.conversations.get({ conversationId })
    expect(gate.verdict).toBe('hold')
  })

  test('CON-2: a stop that comes in the night takes back what was held for the morning', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    await at(22)
    const { message } = await writes(maya, conversationId, 'never to be read')
    await world.says(phone, numbers.berlin, 'STOP')
    expect((await messageRow(world, message.id)).status).toBe('canceled')
    await at(9)
    await world.until('the confirmation', () => world.arrived(phone, numbers.berlin).length === 1)
    expect(sentBodies(world)).not.toContain('never to be read')
  })

  test('CON-9: a held message can be taken back until it goes, and not afterwards', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    await at(22)
    const { message } = await writes(maya, conversationId, 'on second thought')
    expect((await theo.conversations.cancel({ messageId: message.id })).status).toBe('canceled')
    expect(await refusalOf(maya.conversations.cancel({ messageId: message.id }))).toMatchObject({
      code: 'TOO_LATE',
    })
    await at(9)
    const sent = await writes(maya, conversationId, 'good morning')
    await hasStatus(world, sent.message.id, 'delivered')
    expect(await refusalOf(maya.conversations.cancel({ messageId: sent.message.id }))).toMatchObject({
      code: 'TOO_LATE',
    })
    expect(sentBodies(world)).not.toContain('on second thought')
  })
})

describe('the frequency cap', () => {
  test('CON-9: holds what nobody asked for, over all associates, and counts no answer', async () => {
    const alma = await world.as('alma')
    await alma.stores.saveBusiness({ frequencyCap: 2, frequencyDays: 10 })
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    await writes(maya, conversationId, 'an answer')
    await at(15)
    await writes(maya, conversationId, 'news 1')
    await writes(theo, conversationId, 'news 2')
    const third = await writes(maya, conversationId, 'news 3')
    expect(third.decision).toMatchObject({ verdict: 'hold', reasons: ['frequency_cap'] })
    const waits = Date.parse(third.decision.nextAllowedAt ?? '') - world.server.clock.now().getTime()
    expect(waits / 86_400_000).toBeGreaterThan(9.9)
    expect(waits / 86_400_000).toBeLessThanOrEqual(10)
    await world.says(phone, numbers.berlin, 'And shoes?')
    expect((await writes(maya, conversationId, 'Shoes too')).decision.verdict).toBe('allow')
    await world.passDays(10.1)
    await at(12)
    await hasStatus(world, third.message.id, 'delivered')
    await alma.stores.saveBusiness({ frequencyCap: 6, frequencyDays: 30 })
  })
})
