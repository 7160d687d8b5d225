import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountOf, decimalOf, unitsOf } from './decimal.ts'

test('a decimal is read with point or comma, to the last digit that counts', () => {
  expect(['19', '8.875', '8,875', '0', '100', ' 5.5 ', '5,'].map(typed => unitsOf(typed, 4))).toEqual([
    190_000, 88_750, 88_750, 0, 1_000_000, 55_000, 50_000,
  ])
  expect(unitsOf('12.50', 2)).toBe(1250)
  expect(unitsOf('12.500', 2)).toBe(1250)
  expect(unitsOf('1200', 0)).toBe(1200)
})

test('what is no number, or finer than its unit, is not guessed at', () => {
  for (const typed of ['', '-1', '1.005', '1e3', '1.000,00', 'free', '.5', '1 000', '9999999999999'])
    expect(unitsOf(typed, 2), typed).toBeNull()
  expect(unitsOf('12.5', 0)).toBeNull()
})

test('what is written out is read as the same again, in every language', () => {
  const numbers = fc.tuple(
    fc.integer({ min: 0, max: 1e12 }),
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom('en', 'de', 'fr', 'ja', 'pl'),
  )
  fc.assert(
    fc.property(numbers, ([units, digits, language]) => {
      expect(unitsOf(decimalOf(units, digits, language), digits)).toBe(units)
      expect(unitsOf(amountOf(units, digits, language), digits)).toBe(units)
    }),
  )
  expect(decimalOf(88_750, 4, 'de')).toBe('8,875')
  expect(decimalOf(1250, 2, 'en')).toBe('12.5')
  expect([490, 500, 5].map(minor => amountOf(minor, 2, 'en'))).toEqual(['4.90', '5', '0.05'])
  expect(amountOf(880, 0, 'ja')).toBe('880')
})
