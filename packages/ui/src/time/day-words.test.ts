import { expect, test } from 'vitest'
import { comingDay, pastDay } from './day-words.ts'

const berlin = { language: 'en-GB', timeZone: 'Europe/Berlin' }
const deutsch = { ...berlin, language: 'de-DE' }
/** A Sunday. */
const now = Date.parse('2026-11-22T09:41:00Z')

test('what was is told as one remembers it', () => {
  const said = (instant: string, locale = berlin) => pastDay(instant, now, locale)
  expect(said('2026-11-22T23:30:00Z')).toEqual({ form: 'said', words: 'today' })
  expect(said('2026-11-20T23:30:00Z')).toEqual({ form: 'said', words: 'yesterday' })
  expect(said('2026-11-20T12:00:00Z')).toEqual({ form: 'weekday', words: 'Friday' })
  expect(said('2026-11-07T12:00:00Z')).toEqual({ form: 'said', words: '2 weeks ago' })
  expect(said('2026-10-07T12:00:00Z', deutsch)).toEqual({ form: 'month', words: 'Oktober' })
  expect(said('2025-10-07T12:00:00Z')).toEqual({ form: 'month', words: 'October 2025' })
})

test('what comes is told by its day, the same in every time zone', () => {
  const said = (date: string, locale = berlin) => comingDay(date, now, locale)
  expect(said('2026-11-22')).toEqual({ form: 'said', words: 'today' })
  expect(said('2026-11-23', deutsch)).toEqual({ form: 'said', words: 'morgen' })
  expect(said('2026-11-27')).toEqual({ form: 'weekday', words: 'Friday' })
  expect(said('2026-12-03')).toEqual({ form: 'date', words: '3 December' })
  expect(comingDay('2026-11-27', now, { ...berlin, timeZone: 'Pacific/Honolulu' }).words).toBe('Friday')
})
