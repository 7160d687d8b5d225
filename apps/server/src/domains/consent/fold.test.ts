import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldReply } from './fold.ts'

const invisible = [
  '\u200b',
  '\u200d',
  '\u200e',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\u00ad',
  '\ufe0f',
  '\u3164',
  '\0',
]
const around = fc
  .array(
    fc.constantFrom(
      ...invisible,
      ' ',
      '\n',
      '\u00a0',
      '!',
      '.',
      '…',
      '"',
      '„',
      '»',
      '«',
      '’',
      '*',
      '_',
      '-',
      '—',
      '🛑',
      '👍🏽',
      '👨‍👩‍👧',
      '🇩🇪',
      '！',
      '。',
      '、',
      '（',
      '¡',
      '¿',
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''))
const words = [
  'STOP',
  'Stopp',
  'opt-out',
  'Désabonner',
  'sí',
  'はい',
  'が',
  'ストップ',
  '配信停止',
  '수신거부',
  '停止',
  'ODHLÁSIT',
]

/** Strings with lone surrogates, which a provider's JSON may carry. */
const lone = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map(units => String.fromCharCode(...units))

describe('CON-5: a reply is compared in folded form', () => {
  test.each([
    ['STOP STOP stop!!!', 'stop'],
    ['ＳＴＯＰ', 'stop'],
    ['"Stop."', 'stop'],
    ['S\u00adT\u200bO\u200dP\ufe0f', 'stop'],
    ['\u202eSTOP\u202c', 'stop'],
    ['STOP🛑STOP', 'stop'],
    ['opt-out', 'opt out'],
    ['Opt\u2011Out', 'opt out'],
    ['stop all stop all', 'stop all'],
    ['STOP STOP ALL', 'stop all'],
    ['ARRÊTÉ', 'arrete'],
    ['İPTAL', 'iptal'],
    ['Straße', 'strasse'],
    ['wyłącz', 'wylacz'],
    ['S T O P', 's t o p'],
    ['stop by at five?', 'stop by at five'],
    ['停止！停止', '停止'],
    ['停止停止', '停止'],
    ['哈哈', '哈哈'],
    ['', ''],
    ['🛑', ''],
  ])('CON-5: %j folds to %j', (said, folded) => {
    expect(foldReply(said)).toBe(folded)
  })

  test.each(['が', 'ぱ', 'ガ', '한국', '수신거부', '配信停止', 'ストップ', 'हिन्दी'])(
    'CON-5: %s is kept whole',
    text => {
      expect(foldReply(text)).toBe(text)
      expect(foldReply(text.normalize('NFD'))).toBe(text)
    },
  )

  test('CON-5: half-width kana are the same word', () => {
    expect(foldReply('ｽﾄｯﾌﾟ')).toBe('ストップ')
    expect(foldReply('ｶﾞ')).toBe('ガ')
  })

  test('CON-5: anything around a word, and saying it again, changes nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...words), around, around, around, fc.nat(4), (word, a, b, c, times) => {
        const said = [a + word + b, ...Array.from({ length: times }, () => c + word + a)].join(' ')
        expect(foldReply(said)).toBe(foldReply(word))
      }),
    )
  })

  test('CON-5: something invisible inside a word changes nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.nat(12),
        fc.constantFrom(...invisible),
        (word, at, hidden) => {
          expect(foldReply(word.slice(0, at) + hidden + word.slice(at))).toBe(foldReply(word))
        },
      ),
    )
  })

  test('CON-5: case and Unicode form change nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'), (word, form) => {
        expect(foldReply(word.toLowerCase().normalize(form))).toBe(foldReply(word.toUpperCase()))
      }),
    )
  })

  test('CON-5: folding never throws, and folding twice is folding once', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), lone), text => {
        const folded = foldReply(text)
        expect(foldReply(folded)).toBe(folded)
      }),
      { numRuns: 3000 },
    )
  })
})
