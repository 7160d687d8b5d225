import { expect, test } from 'vitest'
import { minorDigits, moneyExactly, moneyInWords } from './money.ts'

const plain = (words: string) => words.replaceAll(/[\u00a0\u202f]/g, ' ')

test('LNG-1: an amount is said as its language says it, in the minor units of its currency', () => {
  expect(plain(moneyInWords(434_600, 'EUR', 'en-GB'))).toBe('€ 4,346')
  expect(plain(moneyInWords(434_600, 'EUR', 'de'))).toBe('4.346 €')
  expect(plain(moneyInWords(12_000, 'JPY', 'en'))).toBe('¥ 12,000')
  expect(plain(moneyInWords(1250, 'USD', 'en-US'))).toBe('$ 12.50')
  expect(plain(moneyInWords(-1250, 'EUR', 'en-GB'))).toBe('−€ 12.50')
})

test('CRT-4: a sum is said to the last cent, in the digits of its currency', () => {
  expect(moneyExactly(68_000, 'EUR', 'en')).toBe('€\u00a0680.00')
  expect(moneyExactly(-6800, 'EUR', 'en')).toBe('−€\u00a068.00')
  expect(moneyExactly(12_000, 'JPY', 'en')).toBe('¥\u00a012,000')
  expect([minorDigits('EUR'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3])
})
