import { expect, test } from 'vitest'
import { lettersApart, meantBy } from './spelt-alike.ts'

test('IMP-5: words that differ by a slip are near each other', () => {
  expect(lettersApart('blazer', 'blazer')).toBe(0)
  expect(lettersApart('balzer', 'blazer')).toBe(1)
  expect(lettersApart('blaser', 'blazer')).toBe(1)
  expect(lettersApart('trouser', 'trousers')).toBe(1)
  expect(lettersApart('', 'coat')).toBe(4)
})

test('IMP-5: a short word must be spelt as it is, a long one may slip twice', () => {
  expect(meantBy('balzer', ['blazer', 'laser', 'bazaar'])).toEqual(['blazer'])
  expect(meantBy('cashmeer', ['cashmere', 'cash'])).toEqual(['cashmere'])
  expect(meantBy('caot', ['coat', 'cot'])).toEqual(['coat', 'cot'])
  expect(meantBy('bag', ['bog', 'big'])).toEqual([])
  expect(meantBy('trousres', ['trousers'])).toEqual(['trousers'])
  expect(meantBy('cahsm', ['cashmere'])).toEqual(['cashmere'])
})
