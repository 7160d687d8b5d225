import { expect, test } from 'vitest'
import { fitting } from './found.ts'

const labels = (typed: string) =>
  fitting(
    ['Payments · Takes too long', 'Selling · Delivery', 'Wessen Bestellung?', 'Prüfen', 'Imports'].map(
      label => ({ label }),
    ),
    typed,
  ).map(({ label }) => label)

test('a page is found by the beginnings of its words, in any order', () => {
  expect(labels('del se')).toEqual(['Selling · Delivery'])
  expect(labels('long')).toEqual(['Payments · Takes too long'])
  expect(labels('ong')).toEqual([])
})

test('without accents and capitals, and all of them for nothing', () => {
  expect(labels('prufen')).toEqual(['Prüfen'])
  expect(labels('PRÜ')).toEqual(['Prüfen'])
  expect(labels('  ')).toHaveLength(5)
})
