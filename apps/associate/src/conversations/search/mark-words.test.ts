import { expect, test } from 'vitest'
import { markWords } from './mark-words.ts'

const marked = (text: string, query: string) =>
  markWords(text, query)
    .map(piece => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('')

test('INB-5 marks words from their start, without regard to case and accents', () => {
  expect(marked('Inès wears the ivory', 'ines iv')).toBe('[Inès] wears the [iv]ory')
  expect(marked('leather', 'the')).toBe('leather')
  expect(marked('Größe 38', 'grosse')).toBe('Größe 38')
})

test('INB-5 begins shortly before the first match', () => {
  const text = `${'word '.repeat(30)}scarf is here`
  expect(marked(text, 'scarf')).toMatch(/^…(word ){3}\[scarf\] is here$/)
})

test('an emoji before the match does not shift it', () => {
  expect(marked('👋🏽 scarf', 'scarf')).toBe('👋🏽 [scarf]')
})
