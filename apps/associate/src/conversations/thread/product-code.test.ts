import { expect, test } from 'vitest'
import { withoutProductLinks } from './product-code.ts'

const origin = 'https://rapport.example'
const link = `${origin}/p/abc234xyz`

test('MSG-5: a product link is taken out of the words, and stands for itself', () => {
  expect(withoutProductLinks(`These go with it:\nWide trousers, €260\n${link}`, origin)).toEqual({
    words: 'These go with it:\nWide trousers, €260',
    codes: ['abc234xyz'],
  })
  expect(withoutProductLinks(link, origin)).toEqual({ words: '', codes: ['abc234xyz'] })
  expect(withoutProductLinks(`${link}\n${link}\nor ${origin}/p/def567uvw.`, origin)).toEqual({
    words: 'or .',
    codes: ['abc234xyz', 'def567uvw'],
  })
})

test('MSG-5: what only looks like one stays a link', () => {
  for (const body of [
    'https://elsewhere.example/p/abc234xyz',
    `${origin}/p/short`,
    `${origin}/p/abc234xyz/more`,
    `${origin}/c/abc234xyz`,
    'no link at all',
  ])
    expect(withoutProductLinks(body, origin)).toEqual({ words: body, codes: [] })
})
