import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../../test/listen.ts'
import { conversationOf, expectGapless, freshPhone, talkOf, writesFirst } from '../../../test/scene.ts'
import { createWorld, numbers, type World } from '../../../test/world.ts'
import { reconcileInbound } from './reconcile-inbound.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.carrier.faults.clear()
})

const inbound = (conversationId: string) =>
  world.db
    .selectFrom('messages')
    .select(['body', 'provider_message_id', 'sequence'])
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'in')
    .orderBy('sequence')
    .execute()

describe('a message that comes in', () => {
  test('MSG-3: is committed before it is acknowledged, with the empty answer that Twilio wants', async () => {
    const phone = freshPhone()
    const said = await world.says(phone, numbers.berlin, 'Is the coat in?')
    expect(said).toMatchObject({ webhook: 'answered', httpStatus: 200 })
    expect(said.contentType).toContain('text/xml')
    expect(said.body).toMatch(/<Response\s*\/>$/)
    expect(await inbound(await conversationOf(world, phone, numbers.berlin))).toMatchObject([
      { body: 'Is the coat in?', provider_message_id: said.sid },
    ])
  })

  test('MSG-3: delivered five times at once is one message, with one unread and no gap', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    world.carrier.faults.set({ inbound: 'five-in-parallel' })
    const said = await world.says(phone, numbers.berlin, 'Five times')
    await world.carrier.idle()
    expect(said.httpStatus).toBe(200)
    expect((await inbound(conversationId)).filter(row => row.body === 'Five times')).toHaveLength(1)
    const row = (
      await (await world.as('theo')).conversations.list({ storeId: world.stores.berlin, inbox: 'store' })
    ).items.find(one => one.id === conversationId)
    expect(row?.unread).toBe(2)
    await expectGapless(world)
  })

  test('MSG-3: a first contact delivered five times at once makes one customer and one conversation', async () => {
    const phone = freshPhone()
    world.carrier.faults.set({ inbound: 'five-in-parallel' })
    await world.says(phone, numbers.berlin, 'Hello from nobody')
    await world.carrier.idle()
    const points = await world.db
      .selectFrom('contact_points')
      .select('customer_id')
      .where('value', '=', phone)
      .execute()
    expect(points).toHaveLength(1)
    expect(await inbound(await conversationOf(world, phone, numbers.berlin))).toHaveLength(1)
    await expectGapless(world)
  })

  test('INB-7: several first messages at once make one conversation', async () => {
    const phone = freshPhone()
    await Promise.all(['one', 'two', 'three'].map(body => world.says(phone, numbers.berlin, body)))
    const rows = await world.db
      .selectFrom('conversations as c')
      .innerJoin('contact_points as p', 'p.customer_id', 'c.customer_id')
      .where('p.value', '=', phone)
      .select('c.id')
      .execute()
    expect(rows).toHaveLength(1)
    expect((await inbound(rows[0]?.id ?? '')).map(row => row.body).sort()).toEqual(['one', 'three', 'two'])
  })

  test('INB-7: two spellings of a number are one customer, and the database refuses a second conversation', async () => {
    const first = await writesFirst(world, '+5491123456789')
    await world.says('+541123456789', numbers.berlin, 'The other spelling')
    expect(await inbound(first)).toHaveLength(2)
    const row = await world.db
      .selectFrom('conversations')
      .selectAll()
      .where('id', '=', first)
      .executeTakeFirstOrThrow()
    const { store_id, customer_id, contact_point_id, channel, last_message_at, created_at } = row
    await expect(
      world.db
        .insertInto('conversations')
        .values({ store_id, customer_id, contact_point_id, channel, last_message_at, created_at })
        .execute(),
    ).rejects.toMatchObject({ code: '23505' })
  })

  test('MSG-3: that no webhook brought is fetched from the carrier, once', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    world.carrier.faults.set({ inbound: 'missing' })
    await world.says(phone, numbers.berlin, 'Lost on the way')
    expect(await inbound(conversationId)).toHaveLength(1)
    expect(await reconcileInbound(talkOf(world))).toBe(1)
    expect(await reconcileInbound(talkOf(world))).toBe(0)
    expect((await inbound(conversationId)).map(row => row.body)).toContain('Lost on the way')
  })

  test('MSG-3: for a number that is no store of ours is kept, and acknowledged', async () => {
    const nowhere = '+493023125099'
    world.carrier.putNumbers({
      phone: nowhere,
      label: 'nowhere',
      country: 'DE',
      keywordReplies: 'none',
      inboundUrl: `${world.url}/hooks/twilio/messages`,
      voiceUrl: '',
    })
    const said = await world.says(freshPhone(), nowhere, 'Anybody?')
    expect(said.httpStatus).toBe(200)
    const kept = await world.db.selectFrom('inbound_strays').selectAll().execute()
    expect(kept).toMatchObject([
      { provider_message_id: said.sid, to_address: nowhere, payload: { body: 'Anybody?' } },
    ])
  })

  test('MSG-3 INB-6: is on the screens of all who may see it within a second', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    const screens = await Promise.all([
      listen(await world.as('maya')),
      listen(await world.as('theo')),
      listen(await world.as('vera')),
    ])
    // The quickest of five: what is told only by looking again and again would be late each time, a busy machine is not.
    const { last_sequence: before } = await world.db
      .selectFrom('conversations')
      .select('last_sequence')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow()
    const taken: number[] = []
    for (let n = 1; n <= 5; n++) {
      const begun = performance.now()
      const said = world.says(phone, numbers.berlin, `Live ${n}`)
      for (const screen of screens)
        await screen.hears(
          'it',
          signal =>
            signal.type === 'conversation' &&
            signal.event === 'message.received' &&
            signal.conversationId === conversationId &&
            signal.sequence >= n + before,
        )
      taken.push(performance.now() - begun)
      await said
    }
    expect(Math.min(...taken)).toBeLessThan(1000)
    for (const screen of screens) await screen.close()
  })
})

describe('a screen that was away', () => {
  test('INB-6: is told all that it missed when it says where it stood', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    const { live } = world.server.http ?? {}
    const at = await world.until('the log to stand still', () => live?.place)
    for (const body of ['while away', 'and again']) await world.says(phone, numbers.berlin, body)
    const response = await fetch(`${world.url}/api/v1/live`, {
      headers: { cookie: await world.cookieOf('theo'), 'last-event-id': at },
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const sequences = () => [...heard.matchAll(/"sequence":(\d+)/g)].map(match => Number(match[1]))
    while (!sequences().includes(4)) heard += (await reader?.read())?.value ?? ''
    await reader?.cancel()
    expect(sequences()).toEqual(expect.arrayContaining([3, 4]))
    expect(heard).toContain(conversationId)
  })
})
