import { expect, test } from 'vitest'
import { oneLine } from './customer-parts.ts'
import { messageBody } from './shapes.ts'
import { isVisible } from './visible.ts'

test.each([
  '',
  '  \n\t',
  '\u200b\u200d\u2060\ufeff',
  '\u00a0\u3000',
  '\u202e\u202c',
  '\u2800\u3164',
  '\u00ad',
])('MSG-6: there is nothing to see in %j', text => {
  expect(isVisible(text)).toBe(false)
})
test.each(['.', '\u200bA', '👩🏽\u200d🦰', 'שרה', '愛', '\u202e1'])(
  'MSG-6: there is something to see in %j',
  text => {
    expect(isVisible(text)).toBe(true)
  },
)

test('MSG-6 CUS-1: nothing that cannot be seen is taken as a message or as a name', () => {
  expect(messageBody.safeParse('\u200b\u2060').success).toBe(false)
  expect(messageBody.parse(' Until Thursday\u200b ')).toBe('Until Thursday\u200b')
  expect(oneLine(80).min(1).safeParse('\u200b').success).toBe(false)
  expect(oneLine(80).parse('')).toBe('')
})
