import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asks, freshPhone, meets, refusalOf, sentBodies, writes, writesFirst } from '../../../test/scene.ts'
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
const sendAt = (api: Api, conversationId: string, body: string, seenSequence: number) =>
  api.conversations.send({ conversationId, clientId: newId(), body, seenSequence })

describe('an answer in a conversation that has moved on', () => {
  test('INB-3: is refused with what came in between, and sent when confirmed', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    const { lastSequence } = await maya.conversations.get({ conversationId })
    await world.says(phone, numbers.berlin, 'Sorry, in red!')
    await writes(theo, conversationId, 'In red, of course.')
    const refused = await refusalOf(sendAt(maya, conversationId, 'The blue one is here.', lastSequence))
    expect(refused).toMatchObject({
      code: 'CONVERSATION_MOVED_ON',
      status: 409,
      data: {
        inBetween: [
          { body: 'Sorry, in red!' },
          { body: 'In red, of course.', author: { firstName: 'Theo' } },
        ],
      },
    })
    const seen = (refused?.data as { lastSequence?: number })?.lastSequence ?? 0
    await expect(sendAt(maya, conversationId, 'The blue one is here.', seen)).resolves.toBeTruthy()
    expect(sentBodies(world).filter(body => body === 'The blue one is here.').length).toBeLessThanOrEqual(1)
  })

  test('INB-3: of two colleagues who answer at the same moment one is told of the other', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    const { lastSequence } = await maya.conversations.get({ conversationId })
    const both = await Promise.all([
      refusalOf(sendAt(maya, conversationId, 'I can help', lastSequence)),
      refusalOf(sendAt(theo, conversationId, 'Let me help', lastSequence)),
    ])
    expect(both.map(refused => refused?.code).sort()).toEqual(['CONVERSATION_MOVED_ON', undefined])
  })

  test('INB-3: one’s own lines and system lines in between do not count', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    const { lastSequence } = await maya.conversations.get({ conversationId })
    await writes(maya, conversationId, 'One')
    await (await world.as('vera')).conversations.assign({ conversationId, staffId: world.staff.theo })
    await expect(sendAt(maya, conversationId, 'Two', lastSequence)).resolves.toBeTruthy()
  })

  test('INB-3: any associate of the store may answer, and the thread says who wrote what', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    await writes(maya, conversationId, 'From Maya')
    await writes(theo, conversationId, 'From Theo')
    const { items } = await maya.conversations.messages({ conversationId })
    expect(items.filter(item => item.author).map(item => [item.author?.firstName, item.body])).toEqual([
      ['Maya', 'From Maya'],
      ['Theo', 'From Theo'],
    ])
  })
})

describe('a test store', () => {
  test('STO-5: writes only to who is on its allow-list', async () => {
    const alma = await world.as('alma')
    const { sandbox: storeId } = world.stores
    const listed = freshPhone()
    const refused = await refusalOf(asks(alma, storeId))
    expect(refused).toMatchObject({ code: 'SEND_DENIED', data: { reasons: ['not_on_allow_list'] } })
    expect(await alma.stores.setAllowList({ storeId, numbers: [listed.replace('+49', '0')] })).toEqual({
      numbers: [listed],
    })
    await expect(asks(alma, storeId, listed)).resolves.toBeTruthy()
    await alma.stores.setAllowList({ storeId, numbers: [] })
    await world.says(listed, numbers.sandbox, 'YES')
    expect(
      await refusalOf(
        writes(maya, (await alma.conversations.list({ storeId, inbox: 'store' })).items[0]?.id ?? '', 'x'),
      ),
    ).toMatchObject({ data: { reasons: ['not_on_allow_list'] } })
  })

  test('STO-5: is one of its kind in a country, and only it has a list', async () => {
    const alma = await world.as('alma')
    const second = {
      name: 'Second',
      city: 'Bonn',
      country: 'DE',
      timeZone: 'Europe/Berlin',
      language: 'de' as const,
    }
    expect(await refusalOf(alma.stores.create({ ...second, kind: 'sandbox' }))).toMatchObject({
      code: 'TEST_STORE_EXISTS',
    })
    await expect(alma.stores.create({ ...second, kind: 'staging' })).resolves.toBeTruthy()
    expect(
      await refusalOf(alma.stores.setAllowList({ storeId: world.stores.berlin, numbers: [] })),
    ).toMatchObject({ code: 'NOT_A_TEST_STORE' })
    expect(await refusalOf(alma.stores.create({ ...second, number: numbers.berlin }))).toMatchObject({
      code: 'NUMBER_TAKEN',
    })
  })
})

describe('an opt-in request', () => {
  test('MSG-2: with a client id that another message has is refused', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    const { message } = await writes(maya, conversationId, 'Hello')
    const { customerId, contactPointId } = await meets(maya, world.stores.berlin)
    const request = { storeId: world.stores.berlin, customerId, contactPointId, channel: 'sms' as const }
    const refused = await refusalOf(
      maya.consent.request({ ...request, introduction: 'Hello', clientId: message.clientId ?? '' }),
    )
    expect(refused).toMatchObject({ code: 'CLIENT_ID_REUSED', status: 409 })
  })
})

describe('a quick reply', () => {
  test('MSG-6 TPL-2: comes filled in, in the customer’s language, and each use is counted', async () => {
    const { conversationId } = await asks(maya, world.stores.berlin)
    const before = (await maya.templates.quickReplies({ conversationId })).quickReplies
    expect(before.length).toBeGreaterThan(0)
    for (const reply of before) expect(reply.message).not.toMatch(/\{\{|\{%/)
    expect(before.map(reply => reply.message).join(' ')).toContain('this is Maya at Berlin Mitte')
    const used = await writesFirst(world, freshPhone())
    const quickReplyId = before[0]?.id ?? ''
    await maya.conversations.send({
      conversationId: used,
      clientId: newId(),
      body: 'x',
      seenSequence: 99,
      quickReplyId,
    })
    const after = (await maya.templates.quickReplies({ conversationId })).quickReplies.find(
      reply => reply.id === quickReplyId,
    )
    expect(after?.usedCount).toBe((before[0]?.usedCount ?? 0) + 1)
  })

  test('MSG-6: a request’s preview says how many messages it is', async () => {
    const { customerId, contactPointId } = await meets(maya, world.stores.berlin)
    const request = { storeId: world.stores.berlin, customerId, contactPointId, channel: 'sms' as const }
    const plain = await maya.consent.previewRequest({ ...request, introduction: 'Hello' })
    const emoji = await maya.consent.previewRequest({ ...request, introduction: 'Hello 😀' })
    expect(plain.segments.encoding).toBe('GSM-7')
    expect(emoji.segments.encoding).toBe('UCS-2')
    expect(emoji.segments.segments).toBeGreaterThan(plain.segments.segments)
  })
})
