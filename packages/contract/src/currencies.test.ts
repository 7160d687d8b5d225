import { expect, test } from 'vitest'
import { GivenCurrency, isCurrency } from './currencies.ts'

test('IMP-1: a currency is one that ISO knows, or knew when something was bought', () => {
  for (const code of ['EUR', 'USD', 'JPY', 'KWD', 'XOF', 'HRK', 'DEM'])
    expect([code, isCurrency(code)]).toEqual([code, true])
  for (const code of ['ABC', 'XXQ', 'XXX', 'XTS', 'eur', '€', '12', 'Euro', ''])
    expect([code, isCurrency(code)]).toEqual([code, false])
  expect(GivenCurrency.safeParse('Euro').error?.issues[0]?.message).toContain('no currency')
})
