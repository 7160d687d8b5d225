import { describe, expect, test } from 'vitest'
import { readCountry, readDate, readInstant, readMoney, readWhole } from './read-value.ts'

const ways = { dates: 'iso', timeZone: 'Europe/Berlin', decimal: '.' } as const
const dayFirst = { ...ways, dates: 'day_first' } as const

describe('IMP-1: amounts are exact minor units, as people write them', () => {
  test.each([
    ['12.5', '.', 'EUR', 1250],
    ['1,234.50', '.', 'EUR', 123450],
    ['1.234,50', ',', 'EUR', 123450],
    ["1'234.50", '.', 'CHF', 123450],
    ['€ 1 234,50', ',', 'EUR', 123450],
    ['12.345 €', ',', 'EUR', 1234500],
    ['USD 0.07', '.', 'USD', 7],
    ['1,500', '.', 'JPY', 1500],
    ['-3', '.', 'EUR', -300],
    ['(3.00)', '.', 'EUR', -300],
    ['0.950', '.', 'EUR', 95],
    ['1250.500', '.', 'EUR', 125050],
    ['1.180', '.', 'KWD', 1180],
    ['1.180', ',', 'EUR', 118000],
    ['0.1', '.', 'KWD', 100],
    ['90071992547.99', '.', 'EUR', 9007199254799],
  ] as const)('%s with «%s» in %s', (text, decimal, currency, minor) => {
    expect(readMoney(text, decimal, currency)).toBe(minor)
  })

  test.each([
    ['12,50', '.', 'EUR'],
    ['12.345', '.', 'EUR'],
    ['1.5', '.', 'JPY'],
    ['1.180', '.', 'EUR'],
    ['12.500', '.', 'EUR'],
    ['€ 1,180', ',', 'EUR'],
    ['1.000', '.', 'JPY'],
    ['twelve', '.', 'EUR'],
    ['1.2.3', '.', 'EUR'],
    ['', '.', 'EUR'],
  ] as const)('«%s» with «%s» in %s is refused, never guessed', (text, decimal, currency) => {
    expect(() => readMoney(text, decimal, currency)).toThrow('«')
  })
})

test('IMP-1: a number of things is whole', () => {
  expect(readWhole('2', '.')).toBe(2)
  expect(readWhole('2,0', ',')).toBe(2)
  expect(readWhole('1.200', ',')).toBe(1200)
  expect(readWhole('1,200', '.')).toBe(1200)
  expect(() => readWhole('1.5', '.')).toThrow('not a whole number')
  for (const [text, decimal] of [
    ['1.000', '.'],
    ['10.000', '.'],
    ['1,000', ','],
  ] as const)
    expect(() => readWhole(text, decimal)).toThrow(/may be 10?000 or 10?\. .*choose/)
})

describe('IMP-1: times come out in UTC', () => {
  test.each([
    ['2026-07-01T10:00:00Z', ways, '2026-07-01T10:00:00Z'],
    ['2026-07-01T10:00:00+02:00', ways, '2026-07-01T08:00:00Z'],
    ['2024-06-10 13:23:17 -0400', ways, '2024-06-10T17:23:17Z'],
    ['2026-07-01 10:00', ways, '2026-07-01T08:00:00Z'],
    ['2026-01-01 10:00:30', ways, '2026-01-01T09:00:30Z'],
    ['2026-01-01', ways, '2026-01-01T11:00:00Z'],
    ['01.07.2026 10:00', dayFirst, '2026-07-01T08:00:00Z'],
    ['12/1/2010 8:26 PM', { ...ways, dates: 'month_first' }, '2010-12-01T19:26:00Z'],
  ] as const)('%s', (text, how, instant) => expect(readInstant(text, how)).toBe(instant))

  test.each([
    ['01.07.2026', ways],
    ['31.02.2026', dayFirst],
    ['2026-07-01 25:00', ways],
    ['2026-07-01 soon', ways],
    ['yesterday', ways],
  ] as const)('«%s» is refused', (text, how) => expect(() => readInstant(text, how)).toThrow('«'))

  test('a birthday is a day', () => {
    expect(readDate('3.4.75', dayFirst)).toBe('1975-04-03')
    expect(readDate('1975-04-03', ways)).toBe('1975-04-03')
  })
})

test('IMP-1: a country by its letters or its name', () => {
  expect(['de', 'Germany', 'Deutschland', 'Allemagne', 'UK', 'USA'].map(readCountry)).toEqual([
    'DE',
    'DE',
    'DE',
    'DE',
    'GB',
    'US',
  ])
  expect(() => readCountry('Atlantis')).toThrow('two letters')
})
