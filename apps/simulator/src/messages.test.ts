import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSimulator } from './app.ts'
import {
  accountSid,
  authToken,
  priya,
  type Stand,
  sdkFor,
  setUpStand,
  statusesTold,
  store,
} from './test-stand.ts'

let stand: Stand
beforeEach(async () => {
  stand = await setUpStand()
})
afterEach(() => stand.close())

const hello = { to: priya, from: store, body: 'Hello Priya' }

test('a message is queued, then reported sent and delivered, signed', async () => {
  const message = await stand.sdk.messages.create({
    ...hello,
    statusCallback: `${stand.receiver.url}/status?x=1`,
  })
  expect(message.sid).toMatch(/^SM[0-9a-f]{32}$/)
  expect(message).toMatchObject({
    status: 'queued',
    direction: 'outbound-api',
    numSegments: '1',
    numMedia: '0',
  })
  await stand.simulator.carrier.idle()
  expect(statusesTold(stand.receiver).filter(status => status !== 'sending')).toEqual(['sent', 'delivered'])
  for (const posted of stand.receiver.posted) {
    expect(posted.signatureHolds).toBe(true)
    expect(posted.headers['i-twilio-idempotency-token']).toBeTruthy()
    expect(posted.params).toMatchObject({
      MessageSid: message.sid,
      SmsSid: message.sid,
      From: store,
      To: priya,
    })
  }
  expect(stand.receiver.posted.at(-1)?.params.RawDlrDoneDate).toMatch(/^\d{10}$/)
  expect((await stand.sdk.messages(message.sid).fetch()).status).toBe('delivered')
  expect(stand.simulator.carrier.sent).toHaveLength(1)
})

test('a message through a service is accepted first, without a sender and without segments', async () => {
  const message = await stand.sdk.messages.create({
    to: priya,
    body: 'Hello',
    messagingServiceSid: `MG${'a'.repeat(32)}`,
    statusCallback: `${stand.receiver.url}/status`,
  })
  expect(message).toMatchObject({ status: 'accepted', from: null, numSegments: '0' })
  await stand.simulator.carrier.idle()
  expect(statusesTold(stand.receiver)[0]).toBe('queued')
  expect((await stand.sdk.messages(message.sid).fetch()).from).toBe(store)
})

test.each([
  ['no such number', { to: '0171', from: store, body: 'x' }, 21211, 400],
  ['no sender', { to: priya, body: 'x' }, 21603, 400],
  ['a sender that is not ours', { to: priya, from: '+4930999', body: 'x' }, 21606, 400],
  ['no text', { to: priya, from: store }, 21602, 400],
  ['too long', { to: priya, from: store, body: 'x'.repeat(1601) }, 21617, 400],
  [
    'eleven pictures',
    { to: priya, from: store, mediaUrl: Array(11).fill('http://localhost/a.png') },
    21623,
    400,
  ],
  ['a callback that is no address', { ...hello, statusCallback: 'nowhere' }, 21609, 400],
])('refuses %s', async (_what, given, code, status) => {
  await expect(stand.sdk.messages.create(given)).rejects.toMatchObject({ code, status })
  expect(stand.simulator.carrier.sent).toHaveLength(0)
})

test('a wrong token is refused, and an unknown message is not found', async () => {
  const stranger = sdkFor(stand.baseUrl, 'wrong')
  await expect(stranger.messages.create(hello)).rejects.toMatchObject({ code: 20003, status: 401 })
  await expect(stand.sdk.messages(`SM${'f'.repeat(32)}`).fetch()).rejects.toMatchObject({
    code: 20404,
    status: 404,
  })
})

test('lists newest first, by pair and date, page by page', async () => {
  for (const body of ['one', 'two', 'three', 'four', 'five'])
    await stand.sdk.messages.create({ ...hello, body })
  await stand.sdk.messages.create({ ...hello, to: '+491715550199' })
  await stand.simulator.carrier.idle()
  const found = await stand.sdk.messages.list({ to: priya, from: store, pageSize: 2 })
  expect(found.map(message => message.body)).toEqual(['five', 'four', 'three', 'two', 'one'])
  const future = new Date(Date.now() + 60_000)
  expect(await stand.sdk.messages.list({ dateSentAfter: future })).toHaveLength(0)
  expect(await stand.sdk.messages.list({ dateSentBefore: future })).toHaveLength(6)
  expect(await stand.sdk.messages.list({ limit: 3 })).toHaveLength(3)
})

test('redacts, deletes, and cancels what is scheduled', async () => {
  const message = await stand.sdk.messages.create(hello)
  expect((await stand.sdk.messages(message.sid).update({ body: '' })).body).toBe('')
  expect(await stand.sdk.messages(message.sid).remove()).toBe(true)
  await expect(stand.sdk.messages(message.sid).fetch()).rejects.toMatchObject({ code: 20404 })
  const later = await stand.sdk.messages.create({
    to: priya,
    body: 'Later',
    messagingServiceSid: `MG${'a'.repeat(32)}`,
    scheduleType: 'fixed',
    sendAt: new Date(Date.now() + 3_600_000),
  })
  expect(later.status).toBe('scheduled')
  expect((await stand.sdk.messages(later.sid).update({ status: 'canceled' })).status).toBe('canceled')
})

test('lists the media of a message and gives their bytes', async () => {
  const picture = 'data:image/png;base64,iVBORw0KGgo='
  const { sid } = await stand.simulator.carrier.say({
    from: priya,
    to: store,
    body: '',
    mediaUrls: [picture],
  })
  expect(sid).toMatch(/^MM/)
  const params = stand.receiver.posted[0]?.params
  expect(params).toMatchObject({ NumMedia: '1', MediaContentType0: 'image/png' })
  expect(await stand.sdk.messages(sid).media.list()).toMatchObject([{ contentType: 'image/png' }])
  const bytes = await fetch(params?.MediaUrl0 ?? '')
  expect(bytes.headers.get('content-type')).toBe('image/png')
  expect((await bytes.arrayBuffer()).byteLength).toBe(8)
})

test('own numbers are listed, and their webhooks set', async () => {
  const [number] = await stand.sdk.incomingPhoneNumbers.list({ phoneNumber: store })
  expect(number).toMatchObject({ phoneNumber: store, friendlyName: 'Berlin Mitte' })
  const changed = await stand.sdk
    .incomingPhoneNumbers(number?.sid ?? '')
    .update({ smsUrl: 'http://localhost/in' })
  expect(changed.smsUrl).toBe('http://localhost/in')
})

test('a number that nobody has set up is adopted with its webhooks, when told to', async () => {
  const adopting = await createSimulator({ accountSid, authToken, webhooksAt: `${stand.receiver.url}/hooks` })
  const sdk = sdkFor(await adopting.listen())
  const unknown = '+493012345699'
  await sdk.messages.create({ to: priya, from: unknown, body: 'Hello' })
  await adopting.carrier.idle()
  const said = await adopting.carrier.say({ from: priya, to: unknown, body: 'Hello yourself' })
  expect(said.webhook).toBe('answered')
  expect(stand.receiver.posted.at(-1)).toMatchObject({ path: '/hooks/messages', params: { To: unknown } })
  await adopting.close()
})
