import { countSegments, type Language, languages, TextKind } from '@rapport/contract'
import { describe, expect, test } from 'vitest'
import { readReply } from '../consent/reply.ts'
import { wordLists } from '../consent/words/built-in.ts'
import { checkText } from './check-text.ts'
import quickReplies from './default-quick-replies.json' with { type: 'json' }
import texts from './default-texts.json' with { type: 'json' }
import { businessWords, fillIn } from './texts.ts'

const meaningIn = (language: Language) => {
  const lists = wordLists([language])
  return (word: string) => {
    const { kind } = readReply(word, lists)
    return kind === 'talk' ? null : kind
  }
}
const check = (body: string, kind: TextKind = 'opt_in', language: Language = 'en') =>
  checkText({ kind, body, businessName: 'Maison Lumen', meaningOf: meaningIn(language) })
const filled = (body: string) =>
  body
    .replaceAll('{{ business.name }}', 'Maison Lumen')
    .replaceAll('{{ store.name }}', 'Berlin Mitte')
    .replaceAll('{{ business.monthly_cap }}', '8')
    .replaceAll('{{ order.number }}', 'A-10482')
    .replaceAll('{{ receipt.url }}', 'https://shop.example/r/zq3NfT7xWc2LbR8vYk4mPd')
    .replaceAll('{{ cart.url }}', 'https://shop.example/c/zq3NfT7xWc2LbR8vYk4mPdQa')

// Their letters are not in the GSM alphabet.
const inUcs2: readonly Language[] = ['cs', 'ja', 'ko', 'pl', 'zh']
const all = languages.flatMap(language => TextKind.options.map(kind => [language, kind] as const))

describe('TPL-1: the default texts', () => {
  test.each(all)('TPL-1: %s %s may be saved, names the business, and is short', (language, kind) => {
    const body = texts[language][kind]
    expect(check(body, kind, language)).toEqual([])
    expect(body).toContain('{{ business.name }}')
    const { encoding, segments } = countSegments(filled(body))
    expect(segments).toBeLessThanOrEqual(2)
    if (!inUcs2.includes(language)) expect(encoding).toBe('GSM-7')
  })

  test.each(languages)('TPL-1: in %s the opt-in and help texts say STOP; the way back is START', language => {
    const { opt_in, opted_in, opted_out, help } = texts[language]
    for (const body of [opt_in, opted_in, help]) expect(body).toContain('STOP')
    for (const body of [opted_out, help]) expect(body).toContain('START')
    expect(opted_out).not.toContain('{{ business.monthly_cap }}')
  })
})

describe('TPL-1 CON-9: a business without a limit', () => {
  const none = {
    business: { name: 'Maison Lumen', monthly_cap: null },
    store: { name: 'Mitte', city: 'Berlin' },
  }
  test.each(languages)('TPL-1: in %s names none, and says everything else', language => {
    const { opt_in } = texts[language]
    const said = fillIn(opt_in, none)
    expect(said).not.toMatch(/\d|null/)
    expect(fillIn(opt_in, { ...none, business: { name: 'Maison Lumen', monthly_cap: 8 } })).toContain(said)
    expect(check(said, 'opt_in', language)).toEqual([])
  })
})

test.each([
  [8, 30, 8],
  [2, 7, 9],
  [1, 90, 1],
  [null, 7, null],
])('CON-9: a cap of %s in %s days is said as %s a month', (frequencyCap, frequencyDays, monthly_cap) => {
  expect(businessWords({ name: 'Maison Lumen', frequencyCap, frequencyDays })).toEqual({
    name: 'Maison Lumen',
    monthly_cap,
  })
})

describe('TPL-1: an opt-in message says who writes, how to start and how to stop', () => {
  test.each([
    ['Hello! Reply YES to start, STOP to opt out.', ['no_business_name']],
    ['maison lumen: reply YES to start, STOP to opt out.', []],
    ['{{business.name}}: reply "yes" to start, "opt out" to end.', []],
    ['{{ business.name }}: reply YES to start.', ['no_way_to_stop']],
    ['{{ business.name }}: reply STOP to opt out.', ['no_way_to_start']],
    ['{{ business.name }}: we start at five, stop by!', ['no_way_to_stop', 'no_way_to_start']],
    ['{{ business.name }}: JA or STOP', ['no_way_to_start']],
    [
      '{{ business.name }}: YES or STOP, at most {{ business.monthly_cap }} a month.',
      ['limit_beside_answers'],
    ],
    ['{{ business.name }}: reply START or STOP ALL', []],
    ['{{ business.name }} {{ store.colour }}: YES or STOP', ['unknown_variable']],
    ['{{ business.name }}: YES or STOP {{ customer', ['unknown_variable']],
    ['{{ business.name }}: YES or STOP {% if x %}', ['unknown_variable']],
    [`{{ business.name }}: YES or STOP ${'a'.repeat(640)}`, ['too_long']],
    ['', ['no_business_name', 'no_way_to_stop', 'no_way_to_start']],
  ])('TPL-1: %j → %j', (body, problems) => {
    expect(check(body)).toEqual(problems)
  })

  test('TPL-1: the words are those of the text’s own language', () => {
    expect(check('{{ business.name }}: JA oder STOPP', 'opt_in', 'de')).toEqual([])
    expect(check('{{ business.name }}：回复 是 或 STOP', 'opt_in', 'zh')).toEqual([])
    expect(check('{{ business.name }}：「配信停止」「はい」', 'opt_in', 'ja')).toEqual([])
  })

  test('PAY-4: a receipt without its link is refused; only a receipt has one', () => {
    expect(check('{{ business.name }}: paid.', 'receipt')).toEqual(['no_receipt_link'])
    expect(check('{{ order.number }}: {{ receipt.url }}', 'receipt')).toEqual([])
    expect(check('{{ receipt.url }}', 'help')).toEqual(['unknown_variable'])
  })

  test('CRT-5: the words for a cart are refused without its link; only they have one', () => {
    expect(check('{{ business.name }}: have a look.', 'cart_share')).toEqual(['no_cart_link'])
    expect(check('{{ store.name }}: {{ cart.url }}', 'cart_share')).toEqual([])
    expect(check('{{ cart.url }}', 'receipt')).toEqual(['no_receipt_link', 'unknown_variable'])
  })

  test('TPL-1: the other texts need no words', () => {
    expect(check('Goodbye.', 'opted_out')).toEqual([])
  })
})

describe('TPL-2: the default quick replies', () => {
  test.each(Object.entries(quickReplies))(
    'TPL-2: %s has eight, with the known variables',
    (_language, replies) => {
      expect(replies.length).toBe(8)
      expect(new Set(replies.map(({ title }) => title)).size).toBe(8)
      for (const { message } of replies) {
        const left = message.replace(/\{\{ (customer\.first_name|staff\.first_name|store\.name) \}\}/g, 'Ada')
        expect(left).not.toMatch(/[{}]/)
        expect(countSegments(left).segments).toBeLessThanOrEqual(2)
      }
    },
  )
})
