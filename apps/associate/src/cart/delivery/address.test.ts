import { expect, test } from 'vitest'
import { addressInWords, fromProfile, sameAddress } from './address.ts'

const home = {
  label: 'Home',
  recipient: null,
  line1: 'Goethestraße 14',
  line2: null,
  postalCode: '10623',
  city: 'Berlin',
  region: null,
  country: 'DE',
}

test('CRT-3: an address of the profile stays the same once it is on the cart', () => {
  const asked = fromProfile(home)
  expect(
    sameAddress(asked, { line1: 'Goethestraße 14', postalCode: '10623', city: 'Berlin', country: 'DE' }),
  ).toBe(true)
  expect(sameAddress(asked, { ...asked, line1: 'Goethestraße 15' })).toBe(false)
  expect(addressInWords(asked)).toBe('Goethestraße 14, 10623 Berlin')
})
