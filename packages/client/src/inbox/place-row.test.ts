import type { ConversationRow } from '@rapport/contract'
import { expect, test } from 'vitest'
import { type InboxPages, placeRow } from './place-row.ts'

const row = (id: string, minute: number, change: Partial<ConversationRow> = {}): ConversationRow => ({
  id,
  storeId: 's',
  customer: { id: `c${id}`, name: id, initials: id, hue: 1, starred: false },
  heart: 'opted_in',
  channel: 'sms',
  active: true,
  preview: '',
  previewBy: 'customer',
  previewName: null,
  previewLine: null,
  lastMessageAt: `2026-11-22T09:${String(minute).padStart(2, '0')}:00.000Z`,
  lastSequence: 1,
  unread: 0,
  awaitingSince: null,
  assignedTo: null,
  mine: true,
  ...change,
})
const list = (more: string | null, ...pages: ConversationRow[][]): InboxPages => ({
  pages: pages.map((items, place) => ({ items, nextCursor: place < pages.length - 1 ? 'next' : more })),
  pageParams: pages.map(() => undefined),
})
const order = (pages: InboxPages) =>
  pages.pages.map(page => page.items.map(item => item.id).join('')).join('|')

test('INB-6 a row with news moves to the top, no other moves', () => {
  const before = list(null, [row('a', 9), row('b', 8)], [row('c', 7), row('d', 6)])
  const after = placeRow(before, row('d', 30), 'mine', 'active')
  expect(order(after)).toBe('dab|c')
  expect(after.pages[0]?.items[1]).toBe(before.pages[0]?.items[0])
})

test('INB-1 a row that is new to the list finds its place', () => {
  const before = list('more', [row('a', 9), row('c', 7)])
  expect(order(placeRow(before, row('b', 8), 'mine', 'active'))).toBe('abc')
})

test('a row older than all that is loaded waits for its page', () => {
  expect(order(placeRow(list('more', [row('a', 9)]), row('z', 1), 'mine', 'active'))).toBe('a')
  expect(order(placeRow(list(null, [row('a', 9)]), row('z', 1), 'mine', 'active'))).toBe('az')
  expect(order(placeRow(list(null, []), row('z', 1), 'mine', 'active'))).toBe('z')
})

test('INB-1 a row leaves a list it no longer belongs to', () => {
  const before = list(null, [row('a', 9), row('b', 8)])
  expect(order(placeRow(before, row('a', 9, { active: false }), 'mine', 'active'))).toBe('b')
  expect(order(placeRow(before, row('a', 9, { mine: false }), 'mine', 'active'))).toBe('b')
  expect(order(placeRow(before, row('a', 9), 'mine', 'awaiting'))).toBe('b')
  expect(
    order(placeRow(list(null, [row('b', 8)]), row('a', 9, { active: false }), 'store', 'archived')),
  ).toBe('ab')
})

test('INB-2 unread and awaiting are two lists', () => {
  const waits = row('w', 9, { awaitingSince: '2026-11-22T09:00:00.000Z' })
  const unread = row('u', 8, { unread: 2 })
  expect(order(placeRow(list(null, []), waits, 'mine', 'unread'))).toBe('')
  expect(order(placeRow(list(null, []), waits, 'mine', 'awaiting'))).toBe('w')
  expect(order(placeRow(list(null, []), unread, 'mine', 'unread'))).toBe('u')
})
