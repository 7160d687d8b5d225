import { expect, test } from 'vitest'
import { isCountry } from './countries.ts'

test('LNG-1: a country is one that ISO knows today', () => {
  for (const code of ['DE', 'GB', 'JP', 'US', 'XK', 'AQ', 'TW'])
    expect([code, isCountry(code)]).toEqual([code, true])
  for (const code of ['XX', 'ZZ', 'EU', 'UK', 'DD', 'de', 'D', 'DEU', ''])
    expect([code, isCountry(code)]).toEqual([code, false])
})
