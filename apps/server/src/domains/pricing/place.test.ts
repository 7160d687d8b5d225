import { expect, test } from 'vitest'
import { placeOf } from './place.ts'

test('CRT-4: a region is the same however an address spells it', () => {
  for (const region of ['NY', 'ny', 'New York', 'new york', 'US-NY', 'N.Y.', ' New  York '])
    expect(placeOf({ country: 'us', region }), region).toEqual({ country: 'US', region: 'NY' })
  expect(placeOf({ country: 'CA', region: 'Québec' })).toEqual({ country: 'CA', region: 'QC' })
  expect(placeOf({ country: 'DE', region: 'DE-BE' })).toEqual({ country: 'DE', region: 'BE' })
})

test('CRT-4: Delaware is no country of its own, and a region that nobody knows is none', () => {
  expect(placeOf({ country: 'US', region: 'DE' })).toEqual({ country: 'US', region: 'DE' })
  expect(placeOf({ country: 'US', region: 'US' }).region).toBe('US')
  for (const region of ['Kreuzberg', '', null, undefined, '東京都'])
    expect(placeOf({ country: 'DE', region }).region).toBeNull()
})
