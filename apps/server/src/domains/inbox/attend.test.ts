import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../../test/listen.ts'
import { freshPhone, refusalOf, writes, writesFirst } from '../../../test/scene.ts'
import { until } from '../../../test/until.ts'
import { type Api, createWorld, numbers, type World } from '../../../test/world.ts'

let world: World
let maya: Api
let theo: Api
let vera: Api
beforeAll(async () => {
  world = await createWorld()
  maya = await world.as('maya')
  theo = await world.as('theo')
  vera = await world.as('vera')
})
afterAll(() => world.close())

describe('reading', () => {
  test('INB-2: up to a line leaves unread what came after it, and looking again does not make it unread', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    const { lastSequence } = await maya.conversations.get({ conversationId })
    await world.says(phone, numbers.berlin, 'One more')
    await maya.conversations.markRead({ conversationId, sequence: lastSequence })
    expect((await maya.conversations.get({ conversationId })).unread).toBe(1)
    await maya.conversations.markRead({ conversationId, sequence: 1 })
    expect((await maya.conversations.get({ conversationId })).unread).toBe(1)
    await maya.conversations.markRead({ conversationId, sequence: lastSequence + 1 })
    await vera.conversations.assign({ conversationId, staffId: world.staff.maya })
    expect((await maya.conversations.get({ conversationId })).unread).toBe(0)
  })

  test('INB-2: on one device is told to my others, and to nobody else', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    const [mine, colleague] = [await listen(maya), await listen(theo)]
    await maya.conversations.markRead({ conversationId, sequence: 99 })
    await mine.hears('read', signal => signal.type === 'read' && signal.conversationId === conversationId)
    await writes(maya, conversationId, 'x')
    await colleague.hears('the message', signal => signal.type === 'conversation')
    expect(colleague.heard.filter(signal => signal.type === 'read')).toEqual([])
    await mine.close()
    await colleague.close()
  })
})

describe('nothing to answer', () => {
  test('INB-2: clears what awaits, but not what the person has not seen', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone, numbers.berlin, 'Thank you!')
    const awaiting = async () => (await theo.conversations.get({ conversationId })).awaitingSince
    const { lastSequence } = await maya.conversations.get({ conversationId })
    await world.says(phone, numbers.berlin, 'Oh, one question')
    await maya.conversations.nothingToAnswer({ conversationId, sequence: lastSequence })
    expect(await awaiting()).not.toBeNull()
    await maya.conversations.nothingToAnswer({ conversationId, sequence: lastSequence + 1 })
    expect(await awaiting()).toBeNull()
    const { items } = await theo.conversations.list({
      storeId: world.stores.berlin,
      inbox: 'store',
      filter: 'awaiting',
    })
    expect(items.map(row => row.id)).not.toContain(conversationId)
  })

  test('INB-2: opening, reading and assigning do not clear what awaits', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    await maya.conversations.get({ conversationId })
    await maya.conversations.messages({ conversationId })
    await maya.conversations.markRead({ conversationId, sequence: 99 })
    await vera.conversations.assign({ conversationId, staffId: world.staff.theo })
    expect((await theo.conversations.get({ conversationId })).awaitingSince).not.toBeNull()
  })
})

describe('assigning', () => {
  test('INB-1: puts the conversation among the colleague’s, says so in the thread, and is audited', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    const screen = await listen(theo)
    await vera.conversations.assign({ conversationId, staffId: world.staff.theo })
    await screen.hears(
      'the assignment',
      signal => signal.type === 'conversation' && signal.conversationId === conversationId,
    )
    await screen.close()
    expect(await theo.conversations.get({ conversationId })).toMatchObject({
      mine: true,
      assignedTo: { firstName: 'Theo' },
    })
    const { items } = await theo.conversations.messages({ conversationId })
    expect(items.at(-1)?.line).toMatchObject({ type: 'assigned', staffName: 'Theo Test', byName: 'Vera' })
    await vera.conversations.assign({ conversationId, staffId: null })
    expect((await theo.conversations.get({ conversationId })).assignedTo).toBeNull()
    const { items: entries } = await vera.audit.list({ action: 'conversation.assigned' })
    expect(entries.slice(0, 2).map(entry => [entry.subject, entry.before, entry.after])).toEqual([
      [conversationId, world.staff.theo, null],
      [conversationId, null, world.staff.theo],
    ])
  })

  test('ACC-1: only to someone of the store who may reply and is still here', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    const refused = (staffId: string) => refusalOf(vera.conversations.assign({ conversationId, staffId }))
    expect(await refused(world.staff.sena)).toMatchObject({ code: 'STAFF_CANNOT_REPLY', status: 409 })
    expect(await refused('00000000-0000-4000-8000-000000000000')).toMatchObject({
      code: 'STAFF_CANNOT_REPLY',
    })
    await world.db.updateTable('staff').set({ state: 'left' }).where('id', '=', world.staff.theo).execute()
    expect(await refused(world.staff.theo)).toMatchObject({ code: 'STAFF_CANNOT_REPLY' })
    await world.db.updateTable('staff').set({ state: 'active' }).where('id', '=', world.staff.theo).execute()
  })
})

describe('presence', () => {
  test('INB-3: each sees who is viewing or typing, and who is gone', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    const screen = await listen(maya)
    const tells = (state: 'viewing' | 'typing' | 'away') =>
      theo.conversations.presence({ conversationId, state })
    const hears = (what: string, states: string[]) =>
      screen.hears(
        what,
        signal =>
          signal.type === 'presence' &&
          signal.conversationId === conversationId &&
          JSON.stringify(signal.present.map(one => one.state)) === JSON.stringify(states),
      )
    await tells('viewing')
    await hears('viewing', ['viewing'])
    await tells('typing')
    await hears('typing', ['typing'])
    expect((await maya.conversations.get({ conversationId })).presence).toMatchObject([
      { staff: { firstName: 'Theo' }, state: 'typing' },
    ])
    await tells('away')
    await hears('gone', [])
    expect((await maya.conversations.get({ conversationId })).presence).toEqual([])
    await screen.close()
  })

  test('INB-3: who silently stays away stops typing, and then is gone', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    const screen = await listen(maya)
    const seconds = (count: number) => world.passDays(count / 86_400)
    const told = () =>
      screen.heard.flatMap(signal =>
        signal.type === 'presence' && signal.conversationId === conversationId
          ? [signal.present.map(one => one.state)]
          : [],
      )
    await theo.conversations.presence({ conversationId, state: 'typing' })
    await until('typing', () => told().length === 1)
    await seconds(7)
    await until('a pause', () => told().length === 2)
    await seconds(15)
    await until('silence', () => told().length === 3)
    expect(told()).toEqual([['typing'], ['viewing'], []])
    expect((await maya.conversations.get({ conversationId })).presence).toEqual([])
    await screen.close()
  })

  test('INB-3 INB-6: a screen opened later learns who is there already', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    await theo.conversations.presence({ conversationId, state: 'viewing' })
    const screen = await listen(maya)
    const signal = await screen.hears('who is there', one => one.type === 'presence')
    expect(signal).toMatchObject({
      conversationId,
      present: [{ staff: { firstName: 'Theo' }, state: 'viewing' }],
    })
    await screen.close()
    await theo.conversations.presence({ conversationId, state: 'away' })
  })
})
