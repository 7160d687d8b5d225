import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  freshPhone,
  hasStatus,
  ledgerOf,
  messageRow,
  refusalOf,
  sentBodies,
  writes,
  writesFirst,
} from '../../../test/scene.ts'
import { createWorld, newId, type World } from '../../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ sendTimeoutMs: 300 })
  // The database's clock is not the house's, whatever hour the test is run at.
  await world.passDays(-1)
})
afterAll(() => world.close())
afterEach(() => {
  world.carrier.faults.clear()
})

const times = (body: string) => sentBodies(world).filter(sent => sent === body).length

describe('one tap on Send', () => {
  test('MSG-2: from two devices at once, and three times more, is one message', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    const [maya, clientId] = [await world.as('maya'), newId()]
    const tap = () => maya.conversations.send({ conversationId, clientId, body: 'Once', seenSequence: 99 })
    const answers = await Promise.all([tap(), tap(), tap(), tap(), tap()])
    expect(new Set(answers.map(answer => answer.message.id)).size).toBe(1)
    await hasStatus(world, answers[0]?.message.id ?? '', 'delivered')
    expect((await tap()).message.id).toBe(answers[0]?.message.id)
    expect(times('Once')).toBe(1)
  })

  test('MSG-2: with a client id that another message has is refused', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    const [maya, theo, clientId] = [await world.as('maya'), await world.as('theo'), newId()]
    await writes(maya, conversationId, 'Mine', clientId)
    const other = await writesFirst(world, freshPhone())
    const calls = [
      writes(maya, conversationId, 'Not mine', clientId),
      writes(theo, conversationId, 'Mine', clientId),
      writes(maya, other, 'Mine', clientId),
    ]
    for (const refused of await Promise.all(calls.map(refusalOf)))
      expect(refused).toMatchObject({ code: 'CLIENT_ID_REUSED', status: 409 })
  })

  test.each([
    ['the carrier took it and said nothing', { answer: 'accept-then-silent', callbacks: 'missing' }],
    ['the carrier took it and hung up', { answer: 'accept-then-drop', callbacks: 'missing' }],
    ['the callback came before the hang-up', { answer: 'accept-then-drop', callbacks: 'before-response' }],
    ['the carrier broke before taking it', { answer: 'error-500' }],
    ['the carrier was too busy', { answer: 'busy-429' }],
  ] as const)('MSG-2: reaches the carrier once when %s', async (what, fault) => {
    const conversationId = await writesFirst(world, freshPhone())
    world.carrier.faults.set({ delayMs: 0, next: fault })
    const { message } = await writes(await world.as('maya'), conversationId, what)
    const after = await writes(await world.as('maya'), conversationId, `after ${what}`)
    await hasStatus(world, after.message.id, 'delivered')
    expect((await messageRow(world, message.id)).provider_message_id).not.toBeNull()
    expect(sentBodies(world).filter(body => body.endsWith(what))).toEqual([what, `after ${what}`])
  })

  test('MSG-2: waits while the carrier is down, and goes afterwards, in order', async () => {
    const [one, two] = [await writesFirst(world, freshPhone()), await writesFirst(world, freshPhone())]
    const maya = await world.as('maya')
    world.carrier.faults.set({ carrier: 'down', delayMs: 0 })
    const said = ['a', 'b', 'c', 'd'].map(letter => `waiting ${letter}`)
    const ids: string[] = []
    for (const body of said) ids.push((await writes(maya, one, body)).message.id)
    const aside = await writes(maya, two, 'aside')
    await world.until('an attempt', async () => (await messageRow(world, ids[0] ?? '')).attempts > 0)
    expect(sentBodies(world)).not.toContain('waiting a')
    world.carrier.faults.set({ carrier: 'up' })
    for (const id of [...ids, aside.message.id]) await hasStatus(world, id, 'delivered')
    expect(sentBodies(world).filter(body => body.startsWith('waiting'))).toEqual(said)
    expect(times('aside')).toBe(1)
  })

  test('MSG-2: survives a restart of the server between the tap and the carrier', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    world.carrier.faults.set({ carrier: 'down' })
    const { message } = await writes(await world.as('maya'), conversationId, 'over a restart')
    await world.restart()
    world.carrier.faults.set({ carrier: 'up', delayMs: 0 })
    await hasStatus(world, message.id, 'delivered')
    expect(times('over a restart')).toBe(1)
  })
})

describe('a carrier that says no', () => {
  test.each([
    ['in its answer', { outcome: 'refused', errorCode: 21610 }],
    ['in a callback', { outcome: 'fails', errorCode: 21610, delayMs: 0 }],
  ] as const)('CON-2: 21610 %s opts the customer out, in the ledger', async (_where, fault) => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    world.carrier.faults.set({ next: fault })
    const maya = await world.as('maya')
    const { message } = await writes(maya, conversationId, 'Hello?')
    await hasStatus(world, message.id, 'failed')
    expect(await maya.conversations.message({ messageId: message.id })).toMatchObject({
      failure: { reason: 'opted_out', providerCode: '21610' },
    })
    const [, entry] = await ledgerOf(world, phone)
    expect(entry).toMatchObject({
      before: 'opted_in',
      after: 'opted_out',
      cause: 'provider',
      message_id: message.id,
    })
    expect(await maya.conversations.get({ conversationId })).toMatchObject({
      heart: 'opted_out',
      gate: { reasons: ['opted_out'] },
    })
  })

  test('MSG-1: says why in words the app knows, and another try is a new message', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    world.carrier.faults.set({ delayMs: 0, next: { outcome: 'fails', errorCode: 30003 } })
    const maya = await world.as('maya')
    const { message } = await writes(maya, conversationId, 'Are you there?')
    await hasStatus(world, message.id, 'failed')
    expect((await maya.conversations.message({ messageId: message.id })).failure).toEqual({
      reason: 'unreachable',
      providerCode: '30003',
    })
    const again = await maya.conversations.retry({ messageId: message.id, clientId: newId() })
    await hasStatus(world, again.message.id, 'delivered')
    expect((await messageRow(world, message.id)).status).toBe('failed')
    expect(again.message.id).not.toBe(message.id)
    expect(
      await refusalOf(maya.conversations.retry({ messageId: again.message.id, clientId: newId() })),
    ).toMatchObject({ status: 404 })
  })

  test('CON-2: an address that it calls invalid is closed', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    world.carrier.faults.set({ next: { outcome: 'refused', errorCode: 21211 } })
    const maya = await world.as('maya')
    const { message } = await writes(maya, conversationId, 'Hello')
    await hasStatus(world, message.id, 'failed')
    expect((await maya.conversations.get({ conversationId })).gate.reasons).toEqual(['address_invalid'])
  })
})
