import { auditActions } from '@rapport/contract'
import { expect, test } from 'vitest'
import de from '../locales/de.json' with { type: 'json' }
import en from '../locales/en.json' with { type: 'json' }
import { actionOf, keyOf } from './action-keys.ts'

test.each([
  ['English', en],
  ['German', de],
])('AUD-1: all that the server writes down has its words in %s, and nothing else has', (_language, texts) => {
  expect(Object.keys(texts.audit.action).toSorted()).toEqual(auditActions.map(keyOf).toSorted())
  expect(Object.values(texts.audit.action)).toHaveLength(new Set(Object.values(texts.audit.action)).size)
})

test('AUD-1: the filter asks for the very action whose words were chosen', () => {
  expect(auditActions.map(keyOf).map(actionOf)).toEqual([...auditActions])
})
