import { expect, test } from 'vitest'
import { matching } from './matching.ts'

const replies = [
  { title: 'Hours', message: 'We are open until seven' },
  { title: 'Ready', message: 'It is ready, come any time in opening hours' },
  { title: 'Café', message: 'See you there' },
]

test('TPL-2 filters as one types, title first, accents aside', () => {
  expect(matching(replies, '').length).toBe(3)
  expect(matching(replies, 'hours').map(each => each.title)).toEqual(['Hours', 'Ready'])
  expect(matching(replies, 'cafe').map(each => each.title)).toEqual(['Café'])
  expect(matching(replies, 'ready seven')).toEqual([])
})
