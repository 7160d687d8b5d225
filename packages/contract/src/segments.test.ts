import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countSegments } from './segments.ts'

const count = (body: string) => {
  const { encoding, segments, left } = countSegments(body)
  return [encoding, segments, left]
}

describe('MSG-6: the composer counts SMS segments', () => {
  test.each([
    ['nothing', '', 'GSM-7', 0, 160],
    ['160 plain characters', 'a'.repeat(160), 'GSM-7', 1, 0],
    ['161 plain characters', 'a'.repeat(161), 'GSM-7', 2, 145],
    ['two full parts', 'a'.repeat(306), 'GSM-7', 2, 0],
    ['one more', 'a'.repeat(307), 'GSM-7', 3, 152],
    ['an extension character counts double', '€'.repeat(80), 'GSM-7', 1, 0],
    ['each of them', '^{}\\[~]|€', 'GSM-7', 1, 142],
    ['and is not split', `${'a'.repeat(152)}€${'a'.repeat(10)}`, 'GSM-7', 2, 141],
    ['letters of the alphabet', 'àéèìòùäöüñÄÖÜÑßÆæØøÅå¿¡', 'GSM-7', 1, 137],
    ['70 of UCS-2', 'ł'.repeat(70), 'UCS-2', 1, 0],
    ['71 of UCS-2', 'ł'.repeat(71), 'UCS-2', 2, 63],
    ['one odd character flips the text', `${'a'.repeat(70)}ê`, 'UCS-2', 2, 63],
    ['an emoji is two units', '🙂', 'UCS-2', 1, 68],
    ['a curly quote', '“', 'UCS-2', 1, 69],
    ['€ is one unit there', '€ł', 'UCS-2', 1, 68],
    ['an emoji is not split', `${'ł'.repeat(66)}🙂${'ł'.repeat(10)}`, 'UCS-2', 2, 55],
    ['a pile of marks', `a${'\u0301'.repeat(150)}`, 'UCS-2', 3, 50],
  ])('MSG-6: %s', (_what, body, encoding, segments, left) => {
    expect(count(body)).toEqual([encoding, segments, left])
  })

  test('MSG-6: what is counted holds what is written, and one more character never makes it less', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.string({ unit: 'grapheme' }),
        (body, more) => {
          const { encoding, segments, left, units } = countSegments(body)
          const room = encoding === 'GSM-7' ? [160, 153] : [70, 67]
          expect(left).toBeGreaterThanOrEqual(0)
          expect(segments * (segments > 1 ? room[1]! : room[0]!)).toBeGreaterThanOrEqual(units)
          expect(countSegments(body + more).segments).toBeGreaterThanOrEqual(segments)
        },
      ),
    )
  })
})
