import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FaultPatch } from './shapes.ts'
import { priya, type Stand, setUpStand, statusesTold, store } from './test-stand.ts'

let stand: Stand
beforeEach(async () => {
  stand = await setUpStand()
})
afterEach(() => stand.close())

const send = () =>
  stand.sdk.messages.create({
    to: priya,
    from: store,
    body: 'Hello',
    statusCallback: `${stand.receiver.url}/status`,
  })

/** The statuses told under a fault, without `sending`, which comes for some messages only. */
async function toldUnder(faults: FaultPatch) {
  stand.simulator.carrier.faults.set(faults)
  await send()
  await stand.simulator.carrier.idle()
  return statusesTold(stand.receiver).filter(status => status !== 'sending')
}

test.each([30003, 30005, 30006, 30007])('a message fails later with %i', async errorCode => {
  expect(await toldUnder({ next: { outcome: 'fails', errorCode } })).toEqual(['sent', 'undelivered'])
  expect(stand.receiver.posted.at(-1)?.params.ErrorCode).toBe(String(errorCode))
  const [message] = await stand.sdk.messages.list()
  expect(message).toMatchObject({ status: 'undelivered', errorCode })
  expect(message?.errorMessage).toBeTruthy()
  expect(stand.simulator.carrier.thread(priya, store)[0]?.onPhone).toBe(false)
})

test('an overflowing queue fails before sending', async () => {
  expect(await toldUnder({ next: { outcome: 'fails', errorCode: 30001 } })).toEqual(['failed'])
})

test('the next message alone is blocked, or refused with any code', async () => {
  const { faults } = stand.simulator.carrier
  faults.set({ next: { outcome: 'blocked' } })
  await expect(send()).rejects.toMatchObject({ code: 21610, status: 400 })
  faults.set({ next: { outcome: 'refused', errorCode: 21614 } })
  await expect(send()).rejects.toMatchObject({ code: 21614, status: 400 })
  expect((await send()).status).toBe('queued')
})

test('the API answers 500, or 429', async () => {
  const { faults } = stand.simulator.carrier
  faults.set({ answer: 'error-500' })
  await expect(send()).rejects.toMatchObject({ status: 500 })
  await expect(send()).rejects.toMatchObject({ status: 500 })
  faults.set({ answer: 'busy-429' })
  await expect(send()).rejects.toMatchObject({ code: 20429, status: 429 })
  expect(stand.simulator.carrier.sent).toHaveLength(0)
})

test('a carrier that is down cuts the connection and holds back what it would post', async () => {
  const { faults } = stand.simulator.carrier
  faults.set({ carrier: 'down' })
  await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' })
  await expect(stand.sdk.messages.list()).rejects.toMatchObject({ code: 'ECONNRESET' })
  const said = await stand.simulator.carrier.say({ from: priya, to: store, body: 'Anyone there?' })
  expect(said.webhook).toBe('waiting')
  expect(stand.receiver.posted).toHaveLength(0)
  faults.set({ carrier: 'up' })
  await stand.simulator.carrier.idle()
  expect(stand.receiver.posted[0]?.params.Body).toBe('Anyone there?')
})

test('a message is accepted and the connection dropped: it is on its way all the same', async () => {
  stand.simulator.carrier.faults.set({ next: { answer: 'accept-then-drop' } })
  await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' })
  const [found] = await stand.sdk.messages.list({ to: priya, from: store })
  expect(found?.body).toBe('Hello')
  await stand.simulator.carrier.idle()
  expect(statusesTold(stand.receiver)).toContain('delivered')
})

test('a message is accepted and never answered', async () => {
  stand.simulator.carrier.faults.set({ next: { answer: 'accept-then-silent' } })
  const accepted = new Promise(resolve => stand.simulator.carrier.onSend(resolve))
  const sending = send().then(
    () => 'answered',
    () => 'gave up',
  )
  await accepted
  await stand.simulator.carrier.idle()
  expect(statusesTold(stand.receiver)).toContain('delivered')
  expect(await Promise.race([sending, Promise.resolve('no answer yet')])).toBe('no answer yet')
  await stand.simulator.close()
  expect(await sending).toBe('gave up')
})

test('callbacks come twice', async () => {
  expect(await toldUnder({ callbacks: 'twice' })).toEqual(['sent', 'sent', 'delivered', 'delivered'])
})

test('callbacks come five times, as retries of one', async () => {
  expect(await toldUnder({ callbacks: 'five-times' })).toHaveLength(10)
  const delivered = stand.receiver.posted.filter(posted => posted.params.MessageStatus === 'delivered')
  expect(new Set(delivered.map(posted => posted.headers['i-twilio-idempotency-token'])).size).toBe(1)
})

test('callbacks come late, after the message has arrived', async () => {
  stand.receiver.answer = () => {
    expect(stand.simulator.carrier.sent[0]?.status).toBe('delivered')
    return {}
  }
  expect(await toldUnder({ callbacks: 'late', lateMs: 40 })).toEqual(['sent', 'delivered'])
})

test('callbacks come out of order', async () => {
  expect(await toldUnder({ callbacks: 'out-of-order' })).toEqual(['delivered', 'sent'])
})

test('callbacks never come; the message can be asked for', async () => {
  expect(await toldUnder({ callbacks: 'missing' })).toEqual([])
  expect((await stand.sdk.messages.list())[0]?.status).toBe('delivered')
})

test('callbacks come before the answer, which still says queued', async () => {
  stand.simulator.carrier.faults.set({ callbacks: 'before-response' })
  const message = await send()
  expect(message.status).toBe('queued')
  expect(statusesTold(stand.receiver)).toContain('delivered')
})

test('delivery takes the time set', async () => {
  stand.simulator.carrier.faults.set({ delayMs: 60 })
  const { sid } = await send()
  expect((await stand.sdk.messages(sid).fetch()).status).not.toBe('delivered')
  await stand.simulator.carrier.idle()
  expect((await stand.sdk.messages(sid).fetch()).status).toBe('delivered')
})

test('some callbacks carry a parameter nobody announced, and it is signed', async () => {
  await toldUnder({ callbacks: 'once' })
  await toldUnder({ callbacks: 'once' })
  const unannounced = stand.receiver.posted.filter(posted => posted.params.NetworkTier)
  expect(unannounced.length).toBeGreaterThan(0)
  expect(stand.receiver.posted.every(posted => posted.signatureHolds)).toBe(true)
})

test('starting over clears the faults', async () => {
  await stand.control('/faults', { callbacks: 'twice', carrier: 'down', next: { outcome: 'fails' } })
  await stand.control('/start-over', {})
  const { faults } = await stand.control<{ faults: FaultPatch }>('/state')
  expect(faults).toMatchObject({ callbacks: 'once', carrier: 'up', next: null })
})
