import { expect, test, vi } from 'vitest'

vi.mock('@rapport/ui', async () => ({
  ...(await import('../../../../../packages/ui/src/time/words.ts')),
  useLocale: () => null,
  useNow: () => 0,
}))
vi.mock('react-i18next', () => ({ useTranslation: () => null }))
const { whenWords } = await import('./when.ts')

const now = Date.parse('2026-11-22T20:30:00Z')
const berlin = { language: 'en', timeZone: 'Europe/Berlin' }
const key = (instant: string) => whenWords(instant, now, berlin).key.replace('thread.when.', '')

test('CON-9 a moment is said by the day of the store', () => {
  expect(key('2026-11-22T21:00:00Z')).toBe('later')
  expect(key('2026-11-22T23:30:00Z')).toBe('tomorrow')
  expect(key('2026-11-22T15:00:00Z')).toBe('today')
  expect(key('2026-11-21T08:00:00Z')).toBe('yesterday')
  expect(key('2026-11-25T08:00:00Z')).toBe('dayAndTime')
  expect(key('2026-11-20T08:00:00Z')).toBe('day')
  expect(key('2026-03-20T08:00:00Z')).toBe('date')
})
