import { expect, test } from 'vitest'
import { placesOf, writePlaces } from './use-places.ts'

test('places are read as they are written, with commas or without, in any case', () => {
  const places = [
    { country: 'DE', region: null },
    { country: 'US', region: 'NY' },
  ]
  for (const typed of ['DE, US-NY', 'de us-ny', ' DE;US-NY, ']) expect(placesOf(typed)).toEqual(places)
  expect(writePlaces(places)).toBe('DE, US-NY')
  expect(placesOf('')).toEqual([])
})

test('what is no place is not guessed at', () => {
  for (const typed of ['Germany', 'DE, D', 'DE-', 'US-NEWYORK', '*'])
    expect(placesOf(typed), typed).toBeNull()
})
