import { afterEach, beforeEach, expect, test } from 'vitest'
import { priya, type Stand, setUpStand, store } from './test-stand.ts'

let stand: Stand
beforeEach(async () => {
  stand = await setUpStand()
})
afterEach(() => stand.close())

const say = (body: string) => stand.simulator.carrier.say({ from: priya, to: store, body })
const bodies = () => stand.receiver.posted.map(posted => posted.params.Body)
const lastOnWire = () => stand.simulator.carrier.wire.newestFirst(1)[0]

test('an incoming message is posted as a signed form with every core parameter', async () => {
  const said = await say('Grüße, Zoë & co + 50% 👋')
  expect(said).toMatchObject({ webhook: 'answered', httpStatus: 200, attempts: 1 })
  const [posted] = stand.receiver.posted
  expect(posted).toMatchObject({ path: '/inbound?store=berlin', signatureHolds: true })
  expect(posted?.params).toMatchObject({
    MessageSid: said.sid,
    SmsSid: said.sid,
    SmsMessageSid: said.sid,
    From: priya,
    To: store,
    Body: 'Grüße, Zoë & co + 50% 👋',
    NumMedia: '0',
    NumSegments: '1',
    SmsStatus: 'received',
    ApiVersion: '2010-04-01',
  })
  expect((await stand.sdk.messages(said.sid).fetch()).direction).toBe('inbound')
})

test.each([
  ['JSON', { type: 'application/json', body: '{}' }, 'error 12300'],
  ['HTML for XML', { type: 'text/xml', body: '<html><body>Hi</body></html>' }, 'error 12100'],
  ['broken XML', { type: 'text/xml', body: '<Response><Message>Hi</Response>' }, 'error 12100'],
  ['500', { status: 500 }, 'error 11200'],
])('an answer of %s is an error on the wire', async (_what, answer, what) => {
  stand.receiver.answer = () => answer
  expect((await say('Hi')).attempts).toBe(1)
  expect(lastOnWire()?.what).toBe(what)
})

test('a reply in the answer reaches the phone', async () => {
  stand.receiver.answer = () => ({ body: '<Response><Message>Hello &amp; welcome</Message></Response>' })
  await say('Hi')
  const reply = stand.simulator.carrier.thread(priya, store).at(-1)
  expect(reply).toMatchObject({ direction: 'outbound-reply', body: 'Hello & welcome', onPhone: true })
})

test('a broken connection is tried once more, with the same token', async () => {
  stand.receiver.answer = () => (stand.receiver.posted.length === 1 ? 'hang-up' : {})
  expect(await say('Hi')).toMatchObject({ webhook: 'answered', attempts: 2 })
  const tokens = stand.receiver.posted.map(posted => posted.headers['i-twilio-idempotency-token'])
  expect(tokens[0]).toBe(tokens[1])
})

test('the address may ask for more retries, and for other reasons', async () => {
  const inboundUrl = `${stand.receiver.url}/inbound#rc=3&rp=5xx`
  stand.simulator.carrier.putNumbers({ phone: store, inboundUrl })
  stand.receiver.answer = () => ({ status: stand.receiver.posted.length < 4 ? 503 : 200 })
  expect(await say('Hi')).toMatchObject({ attempts: 4, httpStatus: 200 })
  expect(stand.receiver.posted.every(posted => posted.signatureHolds)).toBe(true)
})

test('a message is posted five times at once', async () => {
  stand.simulator.carrier.faults.set({ inbound: 'five-in-parallel' })
  const { sid } = await say('Hi')
  expect(stand.receiver.posted.map(posted => posted.params.MessageSid)).toEqual(Array(5).fill(sid))
  expect(await stand.sdk.messages.list()).toHaveLength(1)
})

test('messages are posted out of order', async () => {
  stand.simulator.carrier.faults.set({ inbound: 'out-of-order' })
  expect((await say('first')).webhook).toBe('held')
  await say('second')
  expect(bodies()).toEqual(['second', 'first'])
})

test('a message is never posted, and can only be found by asking', async () => {
  stand.simulator.carrier.faults.set({ inbound: 'missing' })
  expect((await say('Hi')).webhook).toBe('lost')
  expect(bodies()).toEqual([])
  expect(await stand.sdk.messages.list({ from: priya, to: store })).toMatchObject([
    { body: 'Hi', status: 'received' },
  ])
})

test('nobody can write to a number that is not there', async () => {
  const answer = await stand.control('/say', { from: priya, to: '+49999', body: 'Hi' })
  expect(answer).toMatchObject({ code: 20404, status: 404 })
})
