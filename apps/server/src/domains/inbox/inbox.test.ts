import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshPhone, refusalOf, writes, writesFirst } from '../../../test/scene.ts'
import { type Api, createWorld, numbers, type World } from '../../../test/world.ts'

let world: World
let maya: Api
let theo: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld()
  maya = await world.as('maya')
  theo = await world.as('theo')
  storeId = world.stores.berlin
})
afterAll(() => world.close())

const ids = async (
  api: Api,
  inbox: 'mine' | 'store',
  filter: 'active' | 'awaiting' | 'unread' | 'archived' = 'active',
) => (await api.conversations.list({ storeId, inbox, filter, limit: 100 })).items.map(row => row.id)

describe('the two inboxes', () => {
  test('INB-1: mine are those in which I wrote or that are mine; the store’s are all, newest activity first', async () => {
    const phones = [freshPhone(), freshPhone(), freshPhone()]
    const [a = '', b = '', c = ''] = [
      await writesFirst(world, phones[0]),
      await writesFirst(world, phones[1]),
      await writesFirst(world, phones[2]),
    ]
    expect((await ids(maya, 'store')).slice(0, 3)).toEqual([c, b, a])
    expect(await ids(maya, 'mine')).toEqual([])
    await writes(maya, a, 'Mine now')
    await (await world.as('vera')).conversations.assign({ conversationId: b, staffId: world.staff.maya })
    expect(new Set(await ids(maya, 'mine'))).toEqual(new Set([a, b]))
    expect(await ids(theo, 'mine')).toEqual([])
    await world.says(phones[1] ?? '', numbers.berlin, 'Once more')
    expect((await ids(maya, 'store'))[0]).toBe(b)
    expect((await ids(maya, 'mine'))[0]).toBe(b)
  })

  test('INB-1: pages follow one another without a gap or a repetition', async () => {
    for (let nth = 0; nth < 5; nth++) await writesFirst(world, freshPhone())
    for (const [api, inbox] of [
      [maya, 'store'],
      [maya, 'mine'],
    ] as const) {
      const all = await ids(api, inbox)
      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await api.conversations.list({ storeId, inbox, limit: 2, ...(cursor ? { cursor } : {}) })
        paged.push(...page.items.map(row => row.id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(paged).toEqual(all)
    }
  })

  test('INB-1: a cursor that is none of ours is refused in words', async () => {
    for (const cursor of ['x', 'WyJhIl0', Buffer.from('["a","b"]').toString('base64url')])
      expect(await refusalOf(maya.conversations.list({ storeId, inbox: 'store', cursor }))).toMatchObject({
        code: 'INVALID',
        status: 422,
      })
  })

  test('INB-1: an opened conversation in which nothing was written is in no inbox', async () => {
    const { customerId } = await maya.customers.create({
      storeId,
      firstName: 'Quiet',
      lastName: 'One',
      phone: freshPhone(),
    })
    const { conversationId } = await maya.conversations.open({ storeId, customerId })
    expect(await maya.conversations.open({ storeId, customerId })).toEqual({ conversationId })
    for (const filter of ['active', 'archived'] as const)
      expect(await ids(maya, 'store', filter)).not.toContain(conversationId)
  })
})

describe('unread and awaiting', () => {
  test('INB-2: are two facts: reading clears the one for me alone, a reply the other for all', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    await world.says(phone, numbers.berlin, 'Hello?')
    const row = async (api: Api) =>
      (await api.conversations.list({ storeId, inbox: 'store' })).items.find(one => one.id === conversationId)
    expect(await row(maya)).toMatchObject({ unread: 2 })
    const since = (await row(maya))?.awaitingSince
    expect(since).not.toBeNull()
    await maya.conversations.markRead({ conversationId, sequence: (await row(maya))?.lastSequence ?? 0 })
    expect(await row(maya)).toMatchObject({ unread: 0, awaitingSince: since })
    expect(await row(theo)).toMatchObject({ unread: 2 })
    await writes(maya, conversationId, 'Here I am')
    expect(await row(theo)).toMatchObject({ awaitingSince: null, unread: 2 })
  })

  test('INB-2: the bubble counts conversations, and reading on one device clears the others', async () => {
    const before = await theo.conversations.counts({ storeId })
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    await world.says(phone, numbers.berlin, 'Two messages, one conversation')
    const counted = await theo.conversations.counts({ storeId })
    expect(counted.store).toEqual({ unread: before.store.unread + 1, awaiting: before.store.awaiting + 1 })
    expect(counted.mine).toEqual(before.mine)
    expect(await ids(theo, 'store', 'unread')).toContain(conversationId)
    expect(await ids(theo, 'store', 'awaiting')).toContain(conversationId)
    await theo.conversations.markRead({ conversationId, sequence: 99 })
    expect((await theo.conversations.counts({ storeId })).store.unread).toBe(before.store.unread)
    expect(await ids(theo, 'store', 'unread')).not.toContain(conversationId)
  })

  test('INB-1 INB-2: the unread are in the order of the inbox, also when a colleague answers', async () => {
    const phones = [freshPhone(), freshPhone(), freshPhone()]
    const [a = '', b = '', c = ''] = [
      await writesFirst(world, phones[0]),
      await writesFirst(world, phones[1]),
      await writesFirst(world, phones[2]),
    ]
    const unread = async (inbox: 'mine' | 'store') =>
      (await ids(theo, inbox, 'unread')).filter(id => [a, b, c].includes(id))
    expect(await unread('store')).toEqual([c, b, a])
    await world.says(phones[1] ?? '', numbers.berlin, 'Once more')
    expect(await unread('store')).toEqual([b, c, a])
    await writes(maya, a, 'An answer that Theo has not read either')
    expect(await unread('store')).toEqual([a, b, c])
    const vera = await world.as('vera')
    for (const conversationId of [a, c])
      await vera.conversations.assign({ conversationId, staffId: world.staff.theo })
    expect(await unread('mine')).toEqual([a, c])
  })

  test('INB-2: a conversation that becomes mine moves its unread to mine', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    const before = await theo.conversations.counts({ storeId })
    await (await world.as('vera')).conversations.assign({ conversationId, staffId: world.staff.theo })
    const after = await theo.conversations.counts({ storeId })
    expect(after.mine).toEqual({ unread: before.mine.unread + 1, awaiting: before.mine.awaiting + 1 })
    expect(after.store).toEqual(before.store)
  })
})

describe('the search', () => {
  test('INB-5: finds words, the beginning of a word, a customer and a number, and says where', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(
      world,
      phone,
      numbers.berlin,
      'Do you have the Überseekoffer in brown?',
    )
    await writes(maya, conversationId, 'The brown trunk is back on Friday')
    const hits = async (q: string) =>
      (await theo.conversations.search({ storeId, q })).hits.filter(
        hit => hit.conversation.id === conversationId,
      )
    expect((await hits('uberseekoffer')).map(hit => hit.message?.sequence)).toEqual([1])
    expect((await hits('trunk frid')).map(hit => hit.message?.direction)).toEqual(['out'])
    expect(await hits('trunk monday')).toEqual([])
    expect((await hits(phone.slice(-6))).map(hit => hit.message)).toEqual([null])
    const at = (await hits('Friday'))[0]?.message?.sequence ?? 0
    const around = await theo.conversations.messages({ conversationId, around: at, limit: 2 })
    expect(around.items.map(item => item.sequence)).toContain(at)
    for (const odd of ["'; drop table messages; --", ':* & | !', '((', '%%', '😀😀'])
      await expect(theo.conversations.search({ storeId, q: odd })).resolves.toBeTruthy()
  })

  test('INB-5: finds archived conversations as well', async () => {
    const conversationId = await writesFirst(world, freshPhone(), numbers.berlin, 'A zeppelin, please')
    await world.db
      .updateTable('conversations')
      .set({ active: false })
      .where('id', '=', conversationId)
      .execute()
    expect((await maya.conversations.search({ storeId, q: 'zeppelin' })).hits).toHaveLength(1)
  })

  test('INB-6: the lines after a sequence are those a screen lacks, none twice', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    for (const body of ['one', 'two', 'three']) await world.says(phone, numbers.berlin, body)
    const first = await maya.conversations.messages({ conversationId, limit: 2 })
    expect([first.items.map(item => item.body), first.hasOlder, first.hasNewer]).toEqual([
      ['two', 'three'],
      true,
      false,
    ])
    const older = await maya.conversations.messages({
      conversationId,
      before: first.items[0]?.sequence ?? 0,
      limit: 1,
    })
    expect(older.items.map(item => item.body)).toEqual(['one'])
    const newer = await maya.conversations.messages({ conversationId, after: older.items[0]?.sequence ?? 0 })
    expect(newer.items.map(item => item.body)).toEqual(['two', 'three'])
  })
})
