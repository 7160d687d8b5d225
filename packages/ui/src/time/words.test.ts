import { expect, test } from 'vitest'
import { dayInWords, durationInWords, exactDay, sameDay, timeInSentence, timeInWords } from './words.ts'

const berlin = { language: 'en-GB', timeZone: 'Europe/Berlin' }
const deutsch = { language: 'de-DE', timeZone: 'Europe/Berlin' }
const now = Date.parse('2026-11-22T09:41:00Z')

test('a time is as short as it can be said', () => {
  const said = (instant: string, locale = berlin) => timeInWords(instant, now, locale)
  expect(said('2026-11-22T09:40:30Z')).toBe('Now')
  expect(said('2026-11-22T09:29:00Z')).toBe('12 min')
  expect(said('2026-11-22T07:18:00Z')).toBe('8:18')
  expect(said('2026-11-21T20:00:00Z')).toBe('Yesterday')
  expect(said('2026-11-20T20:00:00Z')).toBe('Friday')
  expect(said('2026-11-12T20:00:00Z')).toBe('12 Nov')
  expect(said('2025-03-03T20:00:00Z')).toBe('3 Mar 2025')
  expect(said('2026-11-22T09:29:00Z', deutsch)).toBe('12 Min.')
  expect(said('2026-11-21T20:00:00Z', deutsch)).toBe('Gestern')
})

test('today is always a store’s', () => {
  const late = '2026-11-21T23:30:00Z'
  expect(timeInWords(late, now, berlin)).toBe('0:30')
  expect(timeInWords(late, now, { ...berlin, timeZone: 'America/New_York' })).toBe('Yesterday')
  expect(sameDay(late, '2026-11-22T10:00:00Z', berlin)).toBe(true)
})

test('inside a sentence it stays small', () => {
  expect(timeInSentence('2026-11-22T09:01:00Z', now, berlin)).toBe('40 minutes ago')
  expect(timeInSentence('2026-11-22T03:01:00Z', now, berlin)).toBe('today')
  expect(timeInSentence('2026-11-21T09:01:00Z', now, deutsch)).toBe('gestern')
})

test('a duration is told in its largest unit', () => {
  expect(durationInWords('2026-11-22T09:40:50Z', now, berlin)).toBe('1 min')
  expect(durationInWords('2026-11-22T07:10:00Z', now, berlin)).toBe('2 h')
  expect(durationInWords('2026-11-20T07:10:00Z', now, berlin)).toBe('2 days')
})

test('days of a thread, and days that have no clock', () => {
  expect(dayInWords('2026-11-22T07:18:00Z', now, berlin)).toBe('Today')
  expect(dayInWords('2026-10-02T07:18:00Z', now, berlin)).toBe('2 October 2026')
  expect(exactDay('1988-11-27', { ...berlin, timeZone: 'Pacific/Honolulu' })).toBe('27 November 1988')
})
