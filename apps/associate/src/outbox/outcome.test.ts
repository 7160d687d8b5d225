import { expect, test } from 'vitest'
import { outcomeOf } from './outcome.ts'

const denial = {
  verdict: 'deny',
  reasons: ['opted_out'],
  nextAllowedAt: null,
  instead: ['wait_for_customer'],
}

test('MSG-7 no answer, and an answer that says nothing, are tried again', () => {
  for (const error of [
    new TypeError('Failed to fetch'),
    new DOMException('late', 'TimeoutError'),
    { code: 'INTERNAL_SERVER_ERROR', status: 500 },
    { code: 'BAD_GATEWAY', status: 502 },
    { code: 'TOO_MANY_REQUESTS', status: 429 },
    null,
  ])
    expect(outcomeOf(error).type).toBe('unanswered')
})

test('CON-2 a denial carries the gate’s decision', () => {
  expect(outcomeOf({ code: 'SEND_DENIED', status: 403, data: denial })).toEqual({
    type: 'refused',
    code: 'SEND_DENIED',
    decision: denial,
  })
})

test('INB-3 a conversation that moved on says what came in between', () => {
  const data = { inBetween: [], lastSequence: 9 }
  expect(outcomeOf({ code: 'CONVERSATION_MOVED_ON', status: 409, data })).toEqual({
    type: 'moved_on',
    ...data,
  })
})

test('a lost session keeps everything', () => {
  expect(outcomeOf({ code: 'SIGN_IN_NEEDED', status: 401 }).type).toBe('signed_out')
})
