import { expect, test } from 'vitest'
import { shownValue } from './merge-values.ts'

test.each([
  ['language', 'de', 'en', 'German'],
  ['language', 'fr', 'de', 'Französisch'],
  ['country', 'DE', 'en', 'Germany'],
  ['country', 'US', 'de', 'Vereinigte Staaten'],
  ['birthday', '1984-05-20', 'en-GB', '20 May 1984'],
  ['birthday', 'not a day', 'en', 'not a day'],
  ['country', 'not a code', 'en', 'not a code'],
  ['city', 'Bonn', 'en', 'Bonn'],
] as const)('CUS-7: %s «%s» is shown in %s as %s', (field, value, language, shown) =>
  expect(shownValue(field, value, language)).toBe(shown),
)
