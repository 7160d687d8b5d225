import { expect, test } from 'vitest'
import { typedAmount, typedPercent } from './amount.ts'

test('CRT-4: an amount is taken as it is written in either language', () => {
  const euros = (words: string) => typedAmount(words, 'EUR')
  expect([euros('12'), euros('12,5'), euros('12.50'), euros('1.250,00'), euros('1,250.00')]).toEqual([
    1200, 1250, 1250, 125_000, 125_000,
  ])
  expect(euros('1.250')).toBe(125_000)
  expect(typedAmount('1250', 'JPY')).toBe(1250)
  expect(typedAmount('1,250', 'KWD')).toBe(1250)
})

test('CRT-4: what is no amount is none, and nothing is no discount', () => {
  for (const words of ['', 'ten', '-5', '0', '1,2,3', '12.3456', '1e9'])
    expect(typedAmount(words, 'EUR')).toBeNull()
})

test('CRT-4: a percentage is kept in hundredths and is at most the whole', () => {
  expect([typedPercent('10'), typedPercent('12,5 %'), typedPercent('100'), typedPercent('101')]).toEqual([
    1000,
    1250,
    10_000,
    null,
  ])
})
