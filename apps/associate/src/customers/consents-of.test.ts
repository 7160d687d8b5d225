import type { ConsentSummary, ContactPoint } from '@rapport/contract'
import { expect, test } from 'vitest'
import { consentsOf } from './consents-of.ts'

const phone = (id: string): ContactPoint => ({
  id,
  kind: 'phone',
  value: id,
  shown: id,
  channels: ['sms', 'whatsapp'],
  invalid: false,
})
const consent = (
  contactPointId: string,
  channel: ConsentSummary['channel'],
  state: ConsentSummary['state'],
) => ({ contactPointId, channel, state, since: null, stopSuspectedMessageId: null })

test('CON-1 a phone nobody has asked says so', () => {
  expect(consentsOf({ contactPoints: [phone('a')], consents: [] })).toEqual([
    { channel: 'sms', state: 'none' },
  ])
  expect(consentsOf({ contactPoints: [], consents: [] })).toEqual([])
})

test('CON-7 of two phones the one that opted in speaks; a stop is not hidden by silence', () => {
  const contactPoints = [phone('a'), phone('b')]
  const state = (...states: ConsentSummary['state'][]) =>
    consentsOf({ contactPoints, consents: states.map((each, at) => consent(String(at), 'sms', each)) })
  expect(state('opted_out', 'opted_in')).toEqual([{ channel: 'sms', state: 'opted_in' }])
  expect(state('opted_out', 'none')).toEqual([{ channel: 'sms', state: 'opted_out' }])
})
