import twilio from 'twilio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseTwiml } from '../../simulator/src/twiml.ts'
import { conversationOf, freshPhone, messageRow, talkOf, writes, writesFirst } from '../test/scene.ts'
import { account, createWorld, newId, numbers, phones, type World } from '../test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const sid = () => `SM${newId().replaceAll('-', '')}`
type Form = Record<string, string>
async function post(
  path: string,
  form: Form,
  options: { token?: string; signedFor?: string; signature?: string | null } = {},
) {
  const url = `${world.url}${path}`
  const signature =
    options.signature === undefined
      ? twilio.getExpectedTwilioSignature(options.token ?? account.token, options.signedFor ?? url, form)
      : options.signature
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(signature === null ? {} : { 'x-twilio-signature': signature }),
    },
    body: new URLSearchParams(form),
  })
}
const inbound = (from: string, body: string, more: Form = {}): Form => ({
  MessageSid: sid(),
  From: from,
  To: numbers.berlin,
  Body: body,
  NumMedia: '0',
  ...more,
})
const call = (from: string, to: string, more: Form = {}): Form => ({
  CallSid: 'CA1',
  From: from,
  To: to,
  CallStatus: 'ringing',
  ...more,
})
const bodies = async (body: string) =>
  (await world.db.selectFrom('messages').select('id').where('body', '=', body).execute()).length

const hooks: [string, Form][] = [
  [
    '/hooks/twilio/messages',
    { MessageSid: 'SM1', From: phones.stranger, To: numbers.berlin, Body: 'forged' },
  ],
  [
    '/hooks/twilio/status?message=00000000-0000-4000-8000-000000000000',
    { MessageSid: 'SM1', MessageStatus: 'delivered' },
  ],
  ['/hooks/twilio/voice', { CallSid: 'CA1', From: phones.stranger, To: numbers.berlin }],
  [
    '/hooks/twilio/voice/after',
    { CallSid: 'CA1', From: phones.stranger, To: numbers.berlin, DialCallStatus: 'no-answer' },
  ],
]

describe('a webhook', () => {
  test.each(hooks)('MSG-3: %s is refused without the right signature', async (path, form) => {
    const refused = [
      await post(path, form, { token: 'another token' }),
      await post(path, form, { signature: null }),
      await post(path, form, { signature: '' }),
      await post(path, form, { signedFor: `${world.url}/elsewhere` }),
      await post(
        path,
        { ...form, Extra: '1' },
        { signature: twilio.getExpectedTwilioSignature(account.token, world.url + path, form) },
      ),
    ]
    expect(refused.map(response => response.status)).toEqual([403, 403, 403, 403, 403])
    expect(await bodies('forged')).toBe(0)
  })

  test('MSG-3: with parameters that nobody announced is accepted, for they are in the signature', async () => {
    const response = await post(
      '/hooks/twilio/messages',
      inbound(freshPhone(), 'with news', { NetworkTier: '4', Empty: '', 'New[Thing]': ' a ' }),
    )
    expect(response.status).toBe(200)
    expect(await bodies('with news')).toBe(1)
  })

  test('MSG-3: is answered by an empty Response in XML, which sends nothing to the customer', async () => {
    const response = await post('/hooks/twilio/messages', inbound(freshPhone(), 'silence please'))
    expect(response.headers.get('content-type')).toContain('text/xml')
    expect(parseTwiml(await response.text())).toEqual([])
  })

  test('MSG-3: the query of a status address is part of what is signed', async () => {
    const conversationId = await writesFirst(world, freshPhone())
    world.carrier.faults.set({ next: { callbacks: 'missing' } })
    const { message } = await writes(await world.as('maya'), conversationId, 'Signed?')
    const row = await world.until('taken', async () => {
      const found = await messageRow(world, message.id)
      return found.provider_message_id !== null && found
    })
    const path = `/hooks/twilio/status?message=${message.id}`
    const form = { MessageSid: row.provider_message_id ?? '', MessageStatus: 'delivered' }
    expect((await post(path, form, { signedFor: `${world.url}/hooks/twilio/status` })).status).toBe(403)
    expect((await messageRow(world, message.id)).status).toBe('sending')
    expect((await post(path, form)).status).toBe(204)
    expect((await messageRow(world, message.id)).status).toBe('delivered')
  })

  test('MSG-1: a status for what is no message id of ours is taken and forgotten', async () => {
    for (const query of ['', '?message=', '?message=1', '?message=%27%3B--'])
      expect(
        (await post(`/hooks/twilio/status${query}`, { MessageSid: sid(), MessageStatus: 'sent' })).status,
      ).toBe(204)
  })

  test('CON-6: an answer that the provider gave by itself, as it says so, is not given again', async () => {
    const phone = freshPhone()
    await writesFirst(world, phone)
    await post('/hooks/twilio/messages', inbound(phone, 'STOP', { OptOutType: 'STOP' }))
    const conversationId = await conversationOf(world, phone, numbers.berlin)
    const { heart } = await (await world.as('maya')).conversations.get({ conversationId })
    expect(heart).toBe('opted_out')
    expect(talkOf(world)).toBeTruthy()
    const rows = await world.db
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .where('kind', '=', 'automatic')
      .execute()
    expect(rows).toEqual([])
  })
})

describe('a call to the store number', () => {
  const landline = '+493023125777'
  const dial = async (form: Form) => parseTwiml(await (await post('/hooks/twilio/voice', form)).text()) ?? []

  test('STO-4: is forwarded to the landline, with the caller’s own number on it', async () => {
    const ringing = await world.carrier.call(phones.priya, numbers.berlin)
    expect(ringing).toMatchObject({ status: 'ringing', rings: [landline], callerId: phones.priya })
    const [verb] = await dial(call(phones.priya, numbers.berlin))
    expect(verb).toMatchObject({ name: 'Dial', children: [{ name: 'Number', text: landline }] })
    expect(verb?.attributes.callerId).toBeUndefined()
  })

  test.each([
    ['from the landline itself', () => call(landline, numbers.berlin)],
    ['to a number that is no store’s', () => call(phones.priya, '+493023125555')],
  ])('STO-4: %s rings nowhere', async (_what, form) => {
    expect((await dial(form())).map(verb => verb.name)).toEqual(['Say', 'Hangup'])
  })

  test.each([
    ['no landline', null],
    ['the store number itself as its landline', numbers.sandbox],
    ['another store’s number as its landline', numbers.berlin],
  ])('STO-4: to a store with %s rings nowhere', async (_what, wrong) => {
    await world.db
      .updateTable('stores')
      .set({ landline: wrong })
      .where('id', '=', world.stores.sandbox)
      .execute()
    expect((await dial(call(phones.priya, numbers.sandbox))).map(verb => verb.name)).toEqual([
      'Say',
      'Hangup',
    ])
  })

  test('STO-4: that nobody answered is a line in the conversation, and awaits and unreads nothing', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    const maya = await world.as('maya')
    await writes(maya, conversationId, 'Here you are')
    const before = await maya.conversations.get({ conversationId })
    const ringing = await world.carrier.call(phone, numbers.berlin)
    await world.carrier.endCall(ringing.sid, 'no-answer')
    const { items } = await maya.conversations.messages({ conversationId })
    expect(items.at(-1)).toMatchObject({
      direction: 'line',
      line: { type: 'missed_call', outcome: 'no-answer' },
    })
    expect(await maya.conversations.get({ conversationId })).toMatchObject({
      awaitingSince: null,
      unread: before.unread,
    })
  })

  test('STO-4: that was answered leaves no line, nor does one from a stranger', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    const answered = await world.carrier.call(phone, numbers.berlin)
    await world.carrier.endCall(answered.sid, 'answered')
    const stranger = await world.carrier.call(freshPhone(), numbers.berlin)
    await world.carrier.endCall(stranger.sid, 'busy')
    const { items } = await (await world.as('maya')).conversations.messages({ conversationId })
    expect(items.map(item => item.line?.type)).not.toContain('missed_call')
  })
})
