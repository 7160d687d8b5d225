import { expect, test } from 'vitest'
import { linkify } from './linkify.ts'

const links = (text: string) => linkify(text).flatMap(piece => (piece.href ? [[piece.text, piece.href]] : []))

test('finds addresses and leaves the punctuation around them', () => {
  expect(links('See https://alder.example/a?b=1, or www.alder.example/x.')).toEqual([
    ['https://alder.example/a?b=1', 'https://alder.example/a?b=1'],
    ['www.alder.example/x', 'https://www.alder.example/x'],
  ])
  expect(links('(https://alder.example/a_(b))')).toEqual([
    ['https://alder.example/a_(b)', 'https://alder.example/a_(b)'],
  ])
})

test('nothing but the web becomes a link', () => {
  expect(links('javascript:alert(1) data:text/html,x ftp://a.example mail a@b.example')).toEqual([])
})

test('the pieces are the text', () => {
  const text = 'a https://x.example b\nhttps://y.example'
  expect(
    linkify(text)
      .map(piece => piece.text)
      .join(''),
  ).toBe(text)
})
