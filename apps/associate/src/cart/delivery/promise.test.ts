import { expect, test } from 'vitest'
import { workingDay } from './promise.ts'

const berlin = (moment: string, days: number) => workingDay(Date.parse(moment), days, 'Europe/Berlin')

test('CRT-3: a promise counts working days from the store’s own today', () => {
  // A Tuesday.
  expect(berlin('2026-11-24T12:00:00Z', 2)).toBe('2026-11-26')
  expect(berlin('2026-11-24T12:00:00Z', 0)).toBe('2026-11-24')
  // Thursday and two working days is Monday.
  expect(berlin('2026-11-26T12:00:00Z', 2)).toBe('2026-11-30')
  // Already Wednesday in Berlin.
  expect(berlin('2026-11-24T23:30:00Z', 1)).toBe('2026-11-26')
})

test('CRT-3: nothing is promised for a weekend', () => {
  expect(berlin('2026-11-28T12:00:00Z', 0)).toBe('2026-11-30')
  expect(berlin('2026-11-28T12:00:00Z', 1)).toBe('2026-11-30')
})
