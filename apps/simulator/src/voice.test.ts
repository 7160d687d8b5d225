import twilio from 'twilio'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Call } from './shapes.ts'
import { priya, type Stand, setUpStand, store } from './test-stand.ts'

let stand: Stand
beforeEach(async () => {
  stand = await setUpStand()
})
afterEach(() => stand.close())

function forward(): string {
  const response = new twilio.twiml.VoiceResponse()
  const dial = response.dial({ timeout: 20, answerOnBridge: true, action: '/voice/after?store=1&try=2' })
  dial.number('+493012300')
  dial.number('+493012399')
  return response.toString()
}

test('a call rings the shop, and how it ended is told to the action address', async () => {
  stand.receiver.answer = ({ path }) => ({ body: path === '/voice' ? forward() : '<Response/>' })
  const call = await stand.control<Call>('/call', { from: priya, to: store })
  expect(call).toMatchObject({ status: 'ringing', rings: ['+493012300', '+493012399'], timeoutS: 20 })
  expect(stand.receiver.posted[0]).toMatchObject({
    signatureHolds: true,
    params: { CallSid: call.sid, CallStatus: 'ringing', Direction: 'inbound', From: priya, To: store },
  })
  const ended = await stand.control<Call>(`/calls/${call.sid}/outcome`, { outcome: 'no-answer' })
  expect(ended.status).toBe('no-answer')
  expect(stand.receiver.posted[1]).toMatchObject({
    path: '/voice/after?store=1&try=2',
    signatureHolds: true,
    params: { CallSid: call.sid, DialCallStatus: 'no-answer' },
  })
})

test('an answered call completes with a duration', async () => {
  stand.receiver.answer = ({ path }) => ({ body: path === '/voice' ? forward() : '<Response/>' })
  const { carrier } = stand.simulator
  const { sid } = await carrier.call(priya, store)
  expect((await carrier.endCall(sid, 'answered')).status).toBe('completed')
  expect(stand.receiver.posted[1]?.params).toMatchObject({
    DialCallStatus: 'completed',
    DialCallDuration: '42',
  })
})

test('a product that answers a call with nonsense lets it fail', async () => {
  stand.receiver.answer = () => ({ type: 'application/json', body: '{}' })
  expect((await stand.simulator.carrier.call(priya, store)).status).toBe('failed')
  expect(stand.simulator.carrier.wire.newestFirst(1)[0]?.what).toBe('error 12100')
})
