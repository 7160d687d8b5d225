import { expect, test } from 'vitest'
import { comingUp } from './coming.ts'

const nobody = { next: null, birthday: null, dates: [] }

test('CUS-2: a birthday and the important dates of the next two weeks are told, the nearest first', () => {
  const next = { kind: 'birthday', on: '2026-11-27', inDays: 5 } as const
  const dates = [
    { label: 'Anniversary', date: '2019-11-24' },
    { label: 'Name day', date: '--12-07' },
    { label: 'Opening', date: '2024-11-21' },
  ]
  expect(comingUp({ next, birthday: '1988-11-27', dates }, '2026-11-22')).toEqual([
    { kind: 'date', label: 'Anniversary', on: '2026-11-24', inDays: 2, years: 7 },
    { kind: 'birthday', label: null, on: '2026-11-27', inDays: 5, years: 38 },
  ])
})

test('CUS-2: a date at the turn of the year is near in December, and a leap day comes every year', () => {
  const on = (date: string, today: string) =>
    comingUp({ ...nobody, dates: [{ label: 'x', date }] }, today)[0]?.on
  expect(on('--01-03', '2026-12-28')).toBe('2027-01-03')
  expect(on('2020-02-29', '2027-02-25')).toBe('2027-03-01')
  expect(on('--11-22', '2026-11-22')).toBe('2026-11-22')
})
