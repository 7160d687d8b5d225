import { expect, test } from 'vitest'
import { sends } from './enter.ts'

const enter = {
  key: 'Enter',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  composing: false,
}

test('Enter sends with a keyboard and breaks the line on a phone', () => {
  expect([sends(enter, false), sends(enter, true)]).toEqual([true, false])
  expect(sends({ ...enter, shiftKey: true }, false)).toBe(false)
})

test('Ctrl or ⌘ and Enter always send, but not while a word is being composed', () => {
  expect(sends({ ...enter, metaKey: true }, true)).toBe(true)
  expect(sends({ ...enter, ctrlKey: true }, false)).toBe(true)
  expect(sends({ ...enter, composing: true }, false)).toBe(false)
})
