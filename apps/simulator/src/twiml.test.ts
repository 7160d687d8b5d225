import { expect, test } from 'vitest'
import { segmentCount } from './segments.ts'
import { parseTwiml } from './twiml.ts'

test.each([
  '',
  'Hello',
  '{}',
  '<Response>',
  '<Response></Wrong>',
  '<Response/><Response/>',
  '<Response><</Response>',
  '<html/>',
])('%j is not TwiML', xml => {
  expect(parseTwiml(xml)).toBeUndefined()
})

test('reads verbs, attributes, entities and comments', () => {
  const xml = `<?xml version="1.0"?><!-- hi --><Response><Say voice='a'>A &lt; B &#233;</Say><Hangup /></Response>`
  expect(parseTwiml(xml)).toMatchObject([
    { name: 'Say', attributes: { voice: 'a' }, text: 'A < B é' },
    { name: 'Hangup' },
  ])
})

test.each([
  ['', 1],
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['€'.repeat(80), 1],
  ['€'.repeat(81), 2],
  ['ê'.repeat(70), 1],
  ['ê'.repeat(71), 2],
  ['👋'.repeat(36), 2],
])('counts the parts of a text', (body, count) => {
  expect(segmentCount(body)).toBe(count)
})
