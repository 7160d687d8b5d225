import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from './listen.ts'
import { conversationOf, refusalOf, writes, writesFirst } from './scene.ts'
import { createWorld, numbers, phones, type World } from './world.ts'

const secret = 'the emerald earrings for Ayla'
let world: World
let atBerlin: string
let atParis: string

beforeAll(async () => {
  world = await createWorld()
  atBerlin = await writesFirst(world, phones.priya, numbers.berlin, secret)
  atParis = await writesFirst(world, phones.priya, numbers.paris, 'Bonjour')
})
afterAll(() => world.close())

describe('a customer of two stores', () => {
  test('ACC-1: has a conversation with each, and each store sees its own', async () => {
    const sena = await world.as('sena')
    expect(atParis).not.toBe(atBerlin)
    const { items } = await sena.conversations.list({ storeId: world.stores.paris, inbox: 'store' })
    expect(items.map(row => [row.id, row.preview])).toEqual([[atParis, 'Bonjour']])
    expect(await refusalOf(sena.conversations.get({ conversationId: atBerlin }))).toMatchObject({
      status: 404,
    })
    const { conversationId, consents } = await sena.customers.get({
      storeId: world.stores.paris,
      customerId: world.customers.priya.id,
    })
    expect(conversationId).toBe(atParis)
    expect(consents).toHaveLength(1)
  })

  test('ACC-1: the search of one store does not find the words of another', async () => {
    const [sena, theo] = [await world.as('sena'), await world.as('theo')]
    const found = await theo.conversations.search({ storeId: world.stores.berlin, q: 'emerald' })
    expect(found.hits.map(hit => hit.message?.body)).toEqual([secret])
    expect((await sena.conversations.search({ storeId: world.stores.paris, q: 'emerald' })).hits).toEqual([])
    const people = await sena.conversations.search({ storeId: world.stores.paris, q: 'Priya' })
    expect(people.hits.map(hit => hit.conversation.id)).toEqual([atParis])
  })

  test('ACC-1: colleagues and counts are those of the store', async () => {
    const sena = await world.as('sena')
    const { staff } = await sena.session.colleagues({ storeId: world.stores.paris })
    expect(staff.map(one => one.firstName).sort()).toEqual(['Alma', 'Sena'])
    expect((await sena.conversations.counts({ storeId: world.stores.paris })).store.unread).toBe(1)
  })
})

describe('live screens', () => {
  test('ACC-1 INB-6: hear of their own stores and of no other, not even that something happened', async () => {
    const maya = await world.as('maya')
    await maya.conversations.presence({ conversationId: atBerlin, state: 'viewing' })
    const [paris, berlin] = [await listen(await world.as('sena')), await listen(await world.as('theo'))]
    await world.says(phones.priya, numbers.berlin, 'For Berlin')
    await berlin.hears(
      'Berlin',
      signal => signal.type === 'conversation' && signal.conversationId === atBerlin,
    )
    await maya.conversations.presence({ conversationId: atBerlin, state: 'typing' })
    await berlin.hears(
      'typing',
      signal => signal.type === 'presence' && signal.present.some(one => one.state === 'typing'),
    )
    await world.says(phones.priya, numbers.paris, 'Pour Paris')
    await paris.hears('Paris', signal => signal.type === 'conversation')
    expect(new Set(paris.conversations())).toEqual(new Set([atParis]))
    expect(new Set(berlin.conversations())).toEqual(new Set([atBerlin]))
    await paris.close()
    await berlin.close()
  })
})

describe('what concerns one person', () => {
  test('CUS-4 CUS-5: a mention, and a customer who becomes theirs, are told to them, and to nobody else', async () => {
    const [maya, theo, vera] = [await world.as('maya'), await world.as('theo'), await world.as('vera')]
    const at = { storeId: world.stores.berlin, customerId: world.customers.priya.id }
    const [his, hers, own] = [await listen(theo), await listen(maya), await listen(vera)]
    const note = await maya.notes.add({ ...at, body: 'Theo?', mentions: [world.staff.theo] })
    await his.hears('the mention', signal => signal.type === 'mention' && signal.noteId === note.id)
    const before = await theo.notes.mentionCount({})
    await theo.notes.seeMentions({ noteIds: [note.id] })
    expect((await theo.notes.mentionCount({})).unseen).toBe(before.unseen - 1)
    expect((await theo.notes.mentions({})).items[0]).toMatchObject({ note: { id: note.id }, seen: true })
    // Taken by herself: no news to her. Given by someone else: news.
    await vera.customers.assign({ ...at, staffId: world.staff.vera })
    await vera.customers.assign({ ...at, staffId: world.staff.maya })
    await hers.hears('that she is hers', signal => signal.type === 'assigned')
    await world.says(phones.priya, numbers.berlin, 'Hello')
    for (const screen of [his, hers, own])
      await screen.hears(
        'what came after',
        signal => signal.type === 'conversation' && signal.customerId === at.customerId,
      )
    for (const screen of [his, own]) expect(screen.heard.map(signal => signal.type)).not.toContain('assigned')
    expect(hers.heard.map(signal => signal.type)).not.toContain('mention')
    for (const screen of [his, hers, own]) await screen.close()
  })
})

describe('an associate who does not see the store inbox', () => {
  let jonas: string
  beforeAll(async () => {
    jonas = await writesFirst(world, phones.jonas, numbers.berlin, 'Ist der Mantel da?')
    await world.db
      .updateTable('roles')
      .set({ permissions: ['message.send', 'customer.read', 'consent.record'] })
      .where('name', '=', 'associate')
      .execute()
  })

  test('ACC-1: sees nothing of conversations that are not theirs', async () => {
    const theo = await world.as('theo')
    const { berlin } = world.stores
    expect((await theo.conversations.list({ storeId: berlin })).items).toEqual([])
    expect(await refusalOf(theo.conversations.list({ storeId: berlin, inbox: 'store' }))).toMatchObject({
      status: 403,
    })
    expect((await theo.conversations.list({ storeId: berlin, filter: 'unread' })).items).toEqual([])
    expect((await theo.conversations.search({ storeId: berlin, q: 'Mantel' })).hits).toEqual([])
    expect((await theo.conversations.search({ storeId: berlin, q: 'Jonas' })).hits).toEqual([])
    expect(await theo.conversations.counts({ storeId: berlin })).toEqual({
      mine: { unread: 0, awaiting: 0 },
      store: { unread: 0, awaiting: 0 },
    })
    const { id: messageId } = await world.db
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', jonas)
      .limit(1)
      .executeTakeFirstOrThrow()
    const conversationId = jonas
    const calls = [
      theo.conversations.get({ conversationId }),
      theo.conversations.messages({ conversationId }),
      theo.conversations.message({ messageId }),
      theo.conversations.markRead({ conversationId, sequence: 1 }),
      theo.conversations.nothingToAnswer({ conversationId, sequence: 1 }),
      theo.templates.quickReplies({ conversationId }),
      theo.consent.confirmOptOut({ conversationId, messageId: null }),
      theo.conversations.presence({ conversationId, state: 'viewing' }),
    ]
    for (const refused of await Promise.all(calls.map(refusalOf)))
      expect(refused).toMatchObject({ status: 404 })
  })

  test('ACC-1 INB-6: hears of a conversation once it is theirs, and of no other', async () => {
    const vera = await world.as('vera')
    await vera.conversations.assign({ conversationId: jonas, staffId: world.staff.theo })
    for (const conversationId of [atBerlin, jonas])
      await vera.conversations.presence({ conversationId, state: 'viewing' })
    const screen = await listen(await world.as('theo'))
    await screen.hears('who is there', signal => signal.type === 'presence')
    await world.says(phones.priya, numbers.berlin, 'Not for Theo')
    await world.says(phones.jonas, numbers.berlin, 'Für Theo')
    await screen.hears('his own', signal => signal.type === 'conversation')
    expect(new Set(screen.conversations())).toEqual(new Set([jonas]))
    await screen.close()
    const theo = await world.as('theo')
    const { items } = await theo.conversations.list({ storeId: world.stores.berlin })
    expect(items.map(row => row.id)).toEqual([jonas])
    await expect(writes(theo, jonas, 'Ja, der Mantel ist da.')).resolves.toBeTruthy()
    expect(await conversationOf(world, phones.jonas, numbers.berlin)).toBe(jonas)
  })
})
