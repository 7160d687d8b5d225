import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { receiptPdf } from './receipt-pdf.ts'
import { receiptContent } from './receipt-scene.ts'

type Objects = Map<number, { head: string; stream: Buffer }>

/** The objects of a document as its format has them: `n 0 obj … endobj`, a stream packed or not. */
function objectsOf(pdf: Uint8Array): Objects {
  const raw = Buffer.from(pdf).toString('latin1')
  const objects: Objects = new Map()
  for (const [, number, body = ''] of raw.matchAll(/(\d+) 0 obj\n(.*?)\nendobj/gs)) {
    const [head = '', rest] = body.split(/stream\r?\n/, 2)
    const packed = Buffer.from((rest ?? '').replace(/\r?\nendstream$/, ''), 'latin1')
    const stream = head.includes('/FlateDecode') ? inflateSync(packed) : packed
    objects.set(Number(number), { head, stream })
  }
  return objects
}

/** What each code of a font stands for, from its ToUnicode map. */
function lettersOf(cmap: string): Map<string, string> {
  const text = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  const letters = new Map<string, string>()
  for (const [, from = '', , list = ''] of cmap.matchAll(/<(\w{4})> <(\w{4})> \[(.*?)\]/gs))
    [...list.matchAll(/<(\w+)>/g)].forEach(([, hex = ''], n) => {
      letters.set((Number.parseInt(from, 16) + n).toString(16).padStart(4, '0'), text(hex))
    })
  return letters
}

/** The text of a document as a reader copies it out, run by run in the order of drawing. */
function textOfPdf(pdf: Uint8Array): { text: string; structure: string; fonts: string[] } {
  const objects = objectsOf(pdf)
  const at = (reference: string | undefined) => objects.get(Number(reference))
  const fonts = new Map<string, Map<string, string>>()
  const names: string[] = []
  for (const { head } of objects.values())
    for (const [, name = '', reference] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = at(reference)
      const map = at(font?.head.match(/\/ToUnicode (\d+) 0 R/)?.[1])
      if (map) fonts.set(name, lettersOf(map.stream.toString('latin1')))
      const base = font?.head.match(/\/BaseFont \/(\S+)/)?.[1]
      if (base && !names.includes(base)) names.push(base)
    }
  let text = ''
  for (const { head, stream } of objects.values()) {
    if (!/\/Length/.test(head) || !stream.includes('BT')) continue
    let letters = new Map<string, string>()
    for (const [, font, array] of stream.toString('latin1').matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/gs)) {
      if (font) letters = fonts.get(font) ?? letters
      for (const [, hex = ''] of (array ?? '').matchAll(/<(\w+)>/g))
        for (const code of hex.match(/.{4}/g) ?? []) text += letters.get(code.toLowerCase()) ?? '□'
      if (array) text += '|'
    }
  }
  return {
    text: text.replaceAll('|', ' ').replaceAll(/[\s\u00a0]+/g, ' '),
    structure: [...objects.values()].map(({ head }) => head).join('\n'),
    fonts: names,
  }
}

describe('the document of a receipt', () => {
  test('PAY-4: says what was sold, by whom, with which tax, and how it was paid', async () => {
    const { text } = textOfPdf(await receiptPdf(receiptContent(), 'en'))
    for (const words of [
      'Maison Alder',
      'Receipt',
      'Order A-10482',
      '23 November 2026',
      'Linen blazer, Sand, 38',
      'Wide wool trousers, Anthracite, 38',
      '€ 420.00',
      'Welcome back, 10 %',
      '− € 68.00',
      'Free',
      'Total',
      '€ 612.00',
      'Net € 514.29',
      'VAT 19 % € 97.71',
      'Paid with Visa ending in 2291',
      'QFQTPCQ8HXSKGK82',
      'Maison Alder GmbH',
      'DE 317 204 886',
      'Returns within 30 days',
      'https://alder.example/terms',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('□')
  })

  test('PAY-4: shows what went back since, and the note in its language', async () => {
    const refunds = [{ at: '2026-11-24T10:00:00Z', amountMinor: 26_000, state: 'done' as const }]
    const { text } = textOfPdf(await receiptPdf(receiptContent(), 'de', refunds))
    expect(text).toContain('Erstattet am 24. November 2026')
    expect(text).toContain('− 260,00 €')
    expect(text).toContain('Rückgabe innerhalb von 30 Tagen')
  })

  test('PAY-4 LNG-1: has every letter of Polish and Czech', async () => {
    const content = receiptContent({ businessName: 'Łódź Żółć Příliš žluťoučký' })
    const { text } = textOfPdf(await receiptPdf(content, 'pl'))
    // Letters of two files stand side by side as two runs.
    const packed = text.replaceAll(' ', '')
    for (const words of ['Łódź Żółć Příliš žluťoučký', 'Zamówienie A-10482', 'Forma płatności: Visa'])
      expect(packed).toContain(words.replaceAll(' ', ''))
    expect(text).not.toContain('□')
  })

  test.each([
    ['ja', 'NotoSansJP', '領収書', '合計', 'お支払い方法：Visa（末尾2291）'],
    ['ko', 'NotoSansKR', '영수증', '합계', '결제 수단: Visa (끝자리 2291)'],
    ['zh', 'NotoSansSC', '收据', '合计', '支付方式：尾号2291的Visa'],
  ])('PAY-4 LNG-1: writes %s with a font of its own script inside', async (language, font, ...words) => {
    const { text, fonts } = textOfPdf(await receiptPdf(receiptContent({ businessName: '鈴木' }), language))
    const packed = text.replaceAll(' ', '')
    for (const word of words) expect(packed).toContain(word.replaceAll(' ', ''))
    expect(packed).toContain('鈴木')
    expect(text).not.toContain('□')
    expect(fonts.some(name => name.replaceAll('-', '').toLowerCase().includes(font.toLowerCase()))).toBe(true)
  })

  test('PAY-4: tells its language, title and structure to who has it read aloud', async () => {
    const { structure } = textOfPdf(await receiptPdf(receiptContent(), 'de'))
    expect(structure).toMatch(/\/Lang \(de\)/)
    expect(structure).toMatch(/\/Marked true/)
    expect(structure).toMatch(/\/DisplayDocTitle true/)
    for (const tag of ['Document', 'H1', 'Table', 'TR', 'TH', 'TD', 'P'])
      expect(structure).toMatch(new RegExp(`/S /${tag}\\b`))
  })

  test('PAY-4: a long receipt goes on over pages, with every line', async () => {
    const [line] = receiptContent().lines
    if (!line) throw new Error('The scene has a line.')
    const lines = Array.from({ length: 90 }, (_, n) => ({ ...line, name: `Thing number ${n + 1}` }))
    const pdf = await receiptPdf(receiptContent({ lines }), 'en')
    const { text, structure } = textOfPdf(pdf)
    for (const n of [1, 45, 90]) expect(text).toContain(`Thing number ${n},`)
    expect(structure.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2)
  })

  test('PAY-4: the same content is the same document', async () => {
    const once = await receiptPdf(receiptContent(), 'en')
    const again = await receiptPdf(receiptContent(), 'en')
    expect(textOfPdf(again)).toEqual(textOfPdf(once))
  })
})
