import { expect, test } from 'vitest'
import { callingCode, mayBePhone, sentPhone, typed } from './phone-words.ts'

const type = (text: string, country = 'DE') =>
  [...text].reduce((now, _key, at) => typed(now, now.text + text[at]), { text: '', country })

test('a number is spaced while it is typed, and a country code chooses the country', () => {
  expect(type('01711234567')).toEqual({ text: '0171 1234567', country: 'DE' })
  expect(type('+33612345678')).toEqual({ text: '+33 6 12 34 56 78', country: 'FR' })
})

test('what is taken away stays away', () => {
  const number = type('+33612')
  expect(typed(number, '+33 6 1')).toEqual({ text: '+33 6 1', country: 'FR' })
})

test('it is sent with its country, and judged by its length alone', () => {
  expect(sentPhone({ text: '0171 1234567', country: 'DE' })).toBe('+49 171 1234567')
  expect(sentPhone({ text: 'abc', country: 'DE' })).toBe('abc')
  expect(mayBePhone({ text: '', country: 'DE' })).toBe(true)
  expect(mayBePhone({ text: '201', country: 'US' })).toBe(false)
  expect(callingCode('US')).toBe('+1')
})
