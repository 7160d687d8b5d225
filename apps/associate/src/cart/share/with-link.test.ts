import { expect, test } from 'vitest'
import { withLink } from './with-link.ts'

const url = 'https://shop.example/c/abc'
const words = `Your cart: ${url}`

test('CRT-5: sharing puts the link behind what was typed', () => {
  expect(withLink('', url, words)).toBe(words)
  expect(withLink('Here it is, Priya. ', url, words)).toBe(`Here it is, Priya.\n${words}`)
})

test('CRT-6: sharing again leaves a link that still waits in the draft where it is', () => {
  const draft = `Here it is.\n${words}`
  expect(withLink(draft, url, `Changed: ${url}`)).toBe(draft)
})
