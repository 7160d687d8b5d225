import { expect, test } from 'vitest'
import { aMessage } from './a-message.ts'
import { firstUnreadOf, isRetryOpen, itemsOf } from './groups.ts'

const sameDay = (a: string, b: string) => a.slice(0, 10) === b.slice(0, 10)
const maya = { id: 'maya', firstName: 'Maya', lastName: 'Lind', hue: 1 }
const theo = { id: 'theo', firstName: 'Theo', lastName: 'Berg', hue: 2 }
const out = (sequence: number, change = {}) =>
  aMessage(sequence, { direction: 'out', status: 'sent', author: maya, ...change })

test('INB-3 bubbles of one author stand together; a colleague opens a new group', () => {
  const items = itemsOf([out(1), out(2), out(3, { author: theo }), aMessage(4)], 'maya', null, sameDay)
  expect(
    items.map(item =>
      item.type === 'bubble' ? `${item.side}${item.opens ? '<' : ''}${item.closes ? '>' : ''}` : item.type,
    ),
  ).toEqual(['day', 'own<', 'own>', 'mate<>', 'in<>'])
})

test('a line and the mark of the first unread part groups', () => {
  const line = aMessage(2, { direction: 'line', kind: 'line', line: { type: 'request_lapsed' } })
  const items = itemsOf([aMessage(1), line, aMessage(3), aMessage(4)], 'maya', 4, sameDay)
  expect(items.map(item => item.type)).toEqual(['day', 'bubble', 'line', 'bubble', 'new', 'bubble'])
  expect(items.every(item => item.type !== 'bubble' || (item.opens && item.closes))).toBe(true)
})

test('INB-2 the first unread is the first of the last unread inbound lines', () => {
  const lines = [aMessage(1), out(2), aMessage(3), out(4), aMessage(5)]
  expect([
    firstUnreadOf(lines, 0),
    firstUnreadOf(lines, 1),
    firstUnreadOf(lines, 2),
    firstUnreadOf(lines, 99),
  ]).toEqual([null, 5, 3, 1])
})

test('MSG-1 a failed line that was sent again asks no more', () => {
  const failed = out(1, { status: 'failed', body: 'x' })
  expect(isRetryOpen([failed], failed)).toBe(true)
  expect(isRetryOpen([failed, out(2, { body: 'x', status: 'queued' })], failed)).toBe(false)
})
