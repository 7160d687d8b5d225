import { expect, test } from 'vitest'
import { insertAt } from './insert-at.ts'

test('a quick reply lands at the caret, with a space where words would meet', () => {
  expect(insertAt('Hello', 'see you', 5, 5)).toEqual({ text: 'Hello see you', caret: 13 })
  expect(insertAt('Hello you', 'dear', 6, 6)).toEqual({ text: 'Hello dear you', caret: 10 })
})

test('what is selected gives way', () => {
  expect(insertAt('Hello you', 'Ana', 6, 9)).toEqual({ text: 'Hello Ana', caret: 9 })
})

test('an emoji takes no space', () => {
  expect(insertAt('Hello', '🙂', 5, 5)).toEqual({ text: 'Hello🙂', caret: 7 })
})
