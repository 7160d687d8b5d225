import { expect, test } from 'vitest'
import { aMessage } from '../conversations/thread/a-message.ts'
import type { OutboxEntry } from './entry.ts'
import { backoffSeconds, confirmMovedOn, ready, settle } from './queue.ts'

const entry = (clientId: string, order: number, change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  clientId,
  staffId: 'maya',
  conversationId: 'c1',
  order,
  at: '2026-11-22T09:00:00.000Z',
  body: clientId,
  seenSequence: 7,
  quickReplyId: null,
  retryOf: null,
  attempts: 0,
  movedOn: null,
  ...change,
})
const movedOn = { inBetween: [aMessage(8)], lastSequence: 8 }

test('MSG-7 the first of each conversation goes, the rest wait their turn', () => {
  const entries = [entry('b', 2), entry('a', 1), entry('x', 3, { conversationId: 'c2' })]
  expect(ready(entries, 'maya').map(each => each.clientId)).toEqual(['a', 'x'])
  expect(ready(entries, 'theo')).toEqual([])
})

test('MSG-7 an unanswered attempt stays with the same client id', () => {
  const after = settle([entry('a', 1)], 'a', { type: 'unanswered' })
  expect(after).toEqual([entry('a', 1, { attempts: 1 })])
})

test('INB-3 a conversation that moved on holds what is behind it until its author has read', () => {
  const held = settle([entry('a', 1), entry('b', 2)], 'a', { type: 'moved_on', ...movedOn })
  expect(ready(held, 'maya')).toEqual([])
  const confirmed = confirmMovedOn(held, 'a')
  expect(ready(confirmed, 'maya').map(each => each.clientId)).toEqual(['a'])
  expect(confirmed.map(each => each.seenSequence)).toEqual([8, 8])
})

test('INB-3 one’s own message is nothing one has not seen', () => {
  const sent = { type: 'sent', message: aMessage(8, { direction: 'out' }) } as const
  expect(settle([entry('a', 1), entry('b', 2)], 'a', sent).map(each => each.seenSequence)).toEqual([8])
  const later = { type: 'sent', message: aMessage(9, { direction: 'out' }) } as const
  expect(settle([entry('a', 1), entry('b', 2)], 'a', later).map(each => each.seenSequence)).toEqual([7])
})

test('MSG-2 settling twice changes nothing', () => {
  const once = settle([entry('a', 1)], 'a', { type: 'refused', code: 'SEND_DENIED', decision: null })
  expect(settle(once, 'a', { type: 'unanswered' })).toBe(once)
})

test('tries come further apart, to half a minute', () => {
  expect([0, 1, 4, 9].map(backoffSeconds)).toEqual([1, 2, 16, 30])
})
