import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asks, freshPhone, ledgerOf, refusalOf, talkOf, writes, writesFirst } from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, type World } from '../../../test/world.ts'
import { tasks } from '../../clockwork.ts'

let world: World
let maya: Api
beforeAll(async () => {
  world = await createWorld()
  world.carrier.faults.set({ delayMs: 0 })
  maya = await world.as('maya')
})
afterAll(() => world.close())

const run = (...names: ('archive' | 'lapse')[]) =>
  names.reduce(async (before, name) => {
    await before
    await tasks(talkOf(world))[name]()
  }, Promise.resolve())
const shown = async (conversationId: string) => {
  const { active, archiveReason, archivedAt } = await maya.conversations.get({ conversationId })
  return { active, archiveReason, archived: archivedAt !== null }
}
const active = { active: true, archiveReason: null, archived: false }
const archived = (archiveReason: string) => ({ active: false, archiveReason, archived: true })
const storeIds = async (filter: 'active' | 'archived') =>
  (
    await maya.conversations.list({ storeId: world.stores.berlin, inbox: 'store', filter, limit: 100 })
  ).items.map(row => row.id)

describe('a conversation leaves the inbox by itself', () => {
  test('INB-4: after 120 days without activity, and not a moment before', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    await writes(maya, conversationId, 'Here you are')
    await world.passDays(119.99)
    await run('archive')
    expect(await shown(conversationId)).toEqual(active)
    await world.passDays(0.02)
    await run('archive')
    expect(await shown(conversationId)).toEqual(archived('quiet'))
    expect(await storeIds('active')).not.toContain(conversationId)
    expect(await storeIds('archived')).toContain(conversationId)
  })

  test('INB-4: 2 days after an opt-out, however often it is said and whatever is said after it', async () => {
    const phones = [freshPhone(), freshPhone(), freshPhone()]
    const conversations: string[] = []
    for (const phone of phones) conversations.push(await writesFirst(world, phone))
    for (const phone of phones) await world.says(phone, numbers.berlin, 'STOP')
    await world.says(phones[1] ?? '', numbers.berlin, 'STOP')
    await world.says(phones[2] ?? '', numbers.berlin, 'I mean it, thank you')
    await world.passDays(1.99)
    await run('archive')
    for (const id of conversations) expect(await shown(id)).toEqual(active)
    await world.passDays(0.02)
    await run('archive')
    for (const id of conversations) expect(await shown(id)).toEqual(archived('opted_out'))
  })

  test.each([
    ['lapse', 'archive'],
    ['archive', 'lapse'],
  ] as const)(
    'INB-4 CON-3: 7 days after a request without an answer, with %s before %s',
    async (...order) => {
      const { conversationId, phone, request } = await asks(maya, world.stores.berlin)
      await world.says(phone, numbers.berlin, 'HELP')
      await world.passDays(6.99)
      await run(...order)
      expect(await shown(conversationId)).toEqual(active)
      expect((await maya.conversations.get({ conversationId })).heart).toBe('requested')
      await world.passDays(0.02)
      await run(...order)
      expect(await shown(conversationId)).toEqual(archived('unanswered'))
      expect((await ledgerOf(world, phone)).at(-1)).toMatchObject({
        before: 'requested',
        after: 'none',
        cause: 'lapsed',
      })

      const refused = await refusalOf(maya.consent.request({ ...request, clientId: newId() }))
      expect(refused).toMatchObject({ code: 'SEND_DENIED', data: { reasons: ['asked_recently'] } })
      expect(await refusalOf(writes(maya, conversationId, 'Hello?'))).toMatchObject({
        data: { reasons: ['no_consent'] },
      })
      await world.passDays(83)
      await expect(maya.consent.request({ ...request, clientId: newId() })).resolves.toBeTruthy()
      expect(await shown(conversationId)).toEqual(active)
    },
  )

  test('CON-3: a lapsed request is not revived by YES alone: who writes then has written first', async () => {
    const { conversationId, phone } = await asks(maya, world.stores.berlin)
    await world.passDays(7.01)
    await run('lapse', 'archive')
    await world.says(phone, numbers.berlin, 'Yes please')
    expect((await ledgerOf(world, phone)).at(-1)).toMatchObject({
      before: 'none',
      after: 'opted_in',
      cause: 'customer_initiated',
    })
    expect(await shown(conversationId)).toEqual(active)
  })
})

describe('an archived conversation', () => {
  test('INB-4: comes back to the top of both inboxes with the customer’s next message', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    await writes(maya, conversationId, 'Mine')
    await world.passDays(121)
    await run('archive')
    expect(await shown(conversationId)).toEqual(archived('quiet'))
    await writesFirst(world, freshPhone())
    await world.says(phone, numbers.berlin, 'I am back')
    expect(await shown(conversationId)).toEqual(active)
    expect((await storeIds('active'))[0]).toBe(conversationId)
    const mine = await maya.conversations.list({ storeId: world.stores.berlin })
    expect(mine.items[0]).toMatchObject({ id: conversationId, preview: 'I am back' })
    expect(mine.items[0]?.awaitingSince).not.toBeNull()
  })

  test('INB-2 INB-4: is counted neither as unread nor as awaiting', async () => {
    await world.passDays(125)
    await run('archive')
    const before = await maya.conversations.counts({ storeId: world.stores.berlin })
    expect(before).toEqual({ mine: { unread: 0, awaiting: 0 }, store: { unread: 0, awaiting: 0 } })
  })
})
