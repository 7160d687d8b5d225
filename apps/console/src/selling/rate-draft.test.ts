import type { ShippingRate } from '@rapport/contract'
import { expect, test } from 'vitest'
import { draftOf, newRate, rateOf } from './rate-draft.ts'

const rate: ShippingRate = {
  id: '01a2035f-0000-7000-8000-000000000000',
  name: 'Express',
  currency: 'EUR',
  priceMinor: 1_490,
  weightFromG: 0,
  weightBelowG: 5_500,
  totalFromMinor: 15_000,
  totalBelowMinor: null,
  daysFrom: 1,
  daysUntil: 2,
  active: true,
}

test('a rate that is opened and saved again is the same, whatever its currency and the language', () => {
  for (const language of ['en', 'de', 'ja'])
    for (const currency of ['EUR', 'JPY', 'KWD'])
      expect(rateOf(draftOf({ ...rate, currency }, language))).toEqual({ rate: { ...rate, currency } })
})

test('what is typed is read in the currency’s own unit, and weights in kilograms', () => {
  const draft = {
    ...draftOf(rate, 'en'),
    currency: 'jpy',
    price: '880',
    totalFrom: '20000',
    weightBelow: '2,5',
  }
  expect(rateOf(draft)).toMatchObject({
    rate: { currency: 'JPY', priceMinor: 880, totalFromMinor: 20_000, weightBelowG: 2_500 },
  })
})

test('what is missing or cannot be is said at its field', () => {
  expect(rateOf(newRate('EUR'))).toEqual({
    trouble: { name: 'needed', price: 'needed', daysFrom: 'needed', daysUntil: 'needed' },
  })
  const draft = draftOf(rate, 'en')
  expect(rateOf({ ...draft, currency: 'euro', price: 'free' })).toEqual({
    trouble: { currency: 'wrong', price: 'wrong' },
  })
  expect(rateOf({ ...draft, totalBelow: '150', weightFrom: '6', daysFrom: '3' })).toEqual({
    trouble: { totalBelow: 'before', weightBelow: 'before', daysUntil: 'before' },
  })
})
