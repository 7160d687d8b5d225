import { expect, test } from 'vitest'
import { bytesInWords } from './in-words.ts'

test.each([
  [1, 'en', '1 byte'],
  [6, 'en', '6 bytes'],
  [6, 'de', '6 Byte'],
  [1_400_000, 'en', '1.4 MB'],
])('IMP-1: how large a file is reads as one says it: %i in %s', (bytes, language, words) =>
  expect(bytesInWords(bytes, language)).toBe(words),
)
