import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { languages } from '@rapport/contract'
import { describe, expect, test } from 'vitest'
import { cartNow, cartPage, cartWords } from './cart-page.ts'
import { cartFacts, sharedContent } from './cart-scene.ts'
import { renderPage } from './templates.ts'
import { whatChanged } from './what-changed.ts'
import { arrivalIn, moneyIn } from './words.ts'
import { writeBack } from './write-back.ts'

const publicUrl = 'https://alder.example'
const draw = (language: (typeof languages)[number], facts = cartFacts()) =>
  renderPage('cart', language, cartPage(language, facts, { publicUrl }))
const plain = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')

describe('the page of a cart', () => {
  test('CRT-7: shows goods, way, discount, delivery, tax, total, end, pay and reply', () => {
    const text = plain(draw('en'))
    for (const words of [
      'Maya put this together for you, Priya',
      'Kept for you until midnight',
      'Linen blazer Sand, 38 · € 420',
      'Pick up in Berlin Mitte',
      'With you on Thursday',
      '2 items € 680.00',
      'Welcome back, 10 % − € 68.00',
      'Delivery to Goethestraße 14 Free',
      'Total € 612.00',
      'Includes € 97.71 VAT',
      'Pay € 612.00',
      'Write to Maya',
      '+49 30 23125001',
      'Maison Alder GmbH',
    ])
      expect(text).toContain(words)
  })

  test('CRT-7: tax that prices do not contain is a line of its own, by its rate', () => {
    const { totals } = sharedContent()
    const taxLines = [
      { label: 'Sales tax', ratePpm: 88_750, included: false, netMinor: 61_200, taxMinor: 5432 },
    ]
    const text = plain(draw('en', cartFacts({ content: sharedContent({ totals: { ...totals, taxLines } }) })))
    expect(text).toContain('Sales tax 8.875 % € 54.32')
    expect(text).not.toContain('Includes')
  })

  test('CRT-7: without script, without a style that is not its own, and nobody named in its head', () => {
    const html = draw('en')
    expect(html).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=/i)
    const [head = ''] = html.split('</head>')
    expect(head).not.toMatch(/Priya|Raman|Goethe|token/)
    expect(head).toContain('og:title" content="Your selection from Maison Alder"')
    expect(head).toContain('https://alder.example/goods/linen-blazer-sand.svg')
    expect(head).toContain('noindex')
  })

  test('CRT-7: what a customer is called is text, never markup', () => {
    const facts = cartFacts({
      customer: { firstName: '<img src=x onerror=alert(1)>', lastName: '', timeZone: null },
      goesTo: '"><script>',
    })
    const html = draw('en', facts)
    expect(html).not.toMatch(/<script|<img src=x/)
    expect(html).toContain('&lt;img src=x')
  })

  test.each(languages)('CRT-7 LNG-1: every page of a cart is whole in %s', language => {
    for (const state of ['open', 'unready', 'updating', 'expired', 'closed', 'paid'] as const) {
      const facts = cartFacts({ state, choice: 'open', reach: { channel: 'email', address: 'a@b.example' } })
      expect(draw(language, facts)).toContain(`lang="${language}"`)
      renderPage('now', language, cartNow(language, facts, 2))
    }
    for (const words of ['updating', 'moment', 'unpayable', 'confirming', 'expired', 'closed'] as const)
      expect(renderPage('words', language, cartWords(language, cartFacts(), words))).toContain('<h1>')
  })

  test('CRT-7: weighs at most 30 kB in all besides pictures, uncompressed, its line and its font with it', () => {
    const font = createRequire(import.meta.url).resolve(
      '@fontsource/fraunces/files/fraunces-latin-500-normal.woff2',
    )
    for (const language of languages) {
      const line = renderPage('now', language, cartNow(language, cartFacts(), 3))
      // Style is inside the page. A font is compressed by itself; the mark is a picture.
      const bytes = Buffer.byteLength(draw(language)) + Buffer.byteLength(line) + statSync(font).size
      expect(bytes, language).toBeLessThanOrEqual(30_000)
    }
  })

  test('CRT-7: a kept line says where midnight is to who is elsewhere', () => {
    const abroad = cartFacts({ customer: { firstName: 'Aiko', lastName: '', timeZone: 'Asia/Tokyo' } })
    expect(plain(draw('en', abroad))).toContain('Kept for you until midnight in Berlin')
  })

  test('CRT-6: pay states the version it shows, and is there only when it may be paid', () => {
    expect(draw('en')).toMatch(/action="\/c\/[^"]+\/pay"><input type="hidden" name="version" value="3">/)
    for (const state of ['unready', 'updating', 'expired', 'closed', 'paid'] as const)
      expect(draw('en', cartFacts({ state }))).not.toContain('name="version"')
  })
})

describe('what changed', () => {
  const words = { language: 'en' as const, store: cartFacts().store }
  const [blazer, trousers] = sharedContent().items
  if (!blazer || !trousers) throw new Error('The scene has two items.')

  test('CRT-6: is told piece by piece, before and now', () => {
    const before = sharedContent({
      items: [
        { ...blazer, quantity: 2, unitPriceMinor: 45_000 },
        { ...trousers, id: 'x', variantId: 'y' },
      ],
      discounts: [],
      delivery: { option: null },
      totals: { ...sharedContent().totals, totalMinor: 90_000 },
    })
    const said = whatChanged(before, sharedContent(), words).map(({ label, before: was, now }) =>
      [label, was, now].map(one => one?.replaceAll('\u00a0', ' ') ?? null),
    )
    expect(said).toEqual([
      ['Taken out', 'Wide wool trousers, Anthracite, 38', null],
      ['Linen blazer, Sand, 38: Quantity', '2', '1'],
      ['Linen blazer, Sand, 38: Price', '€ 450.00', '€ 420.00'],
      ['Added', null, 'Wide wool trousers, Anthracite, 38'],
      ['Discount', null, 'Welcome back, 10 %: − € 68.00'],
      ['Delivery', null, 'Standard, Free'],
      ['Total', '€ 900.00', '€ 612.00'],
    ])
  })

  test('CRT-6: nothing is said of what is the same', () => {
    expect(whatChanged(sharedContent(), sharedContent(), words)).toEqual([])
  })

  test('CRT-6: an item that was taken out and put in again is the same one', () => {
    const again = sharedContent({ items: [{ ...blazer, id: 'another' }, trousers] })
    expect(whatChanged(sharedContent(), again, words)).toEqual([])
  })

  test('CRT-6: the line that looks by itself leads to what is new, and is silent while nothing is', () => {
    expect(cartNow('en', cartFacts(), 3)).toEqual({ news: null })
    expect(cartNow('en', cartFacts(), 2).news).toMatchObject({
      text: 'Maya has changed something.',
      href: '/c/a-token-that-nobody-guesses?seen=2',
    })
    expect(cartNow('en', cartFacts({ state: 'paid' }), 3).news?.text).toBe('Your payment has arrived.')
    expect(cartNow('en', cartFacts({ state: 'expired' }), 3).news?.text).toBe('This selection is closed.')
    expect(cartNow('en', cartFacts({ state: 'updating' }), 3).news).toMatchObject({ href: null })
  })
})

describe('words', () => {
  test('LNG-1: money and days are written as the language does', () => {
    const money = (...of: Parameters<typeof moneyIn>) => moneyIn(...of).replaceAll(/[\u00a0\u202f]/g, ' ')
    expect(money('de', 68_000, 'EUR')).toBe('680,00 €')
    expect(money('en', 42_000, 'EUR', 'needed')).toBe('€ 420')
    expect(money('ja', 12_000, 'JPY')).toBe('￥ 12,000')
    expect(money('en', -6800, 'EUR')).toBe('− € 68.00')
    const friday = '2026-11-27T20:00:00Z'
    const promise = { daysFrom: 1, daysUntil: 1 }
    // Working days: Friday's tomorrow is Monday; in Tokyo it is Saturday already.
    expect(arrivalIn('en', friday, 'Europe/Berlin', promise)).toEqual({ day: 'Monday' })
    expect(arrivalIn('de', friday, 'Asia/Tokyo', promise)).toEqual({ day: 'Montag' })
    expect(arrivalIn('en', friday, 'Europe/Berlin', { daysFrom: 1, daysUntil: 3 })).toEqual({
      days: 'Mon 30 Nov – Wed 2 Dec'.replaceAll(' – ', '\u2009–\u2009'),
    })
  })

  test('CRT-7: writing back opens the channel that was talked on, with a text begun', () => {
    const text = 'Hello Maya, 1 & 2'
    expect(writeBack({ channel: 'sms', address: '+493023125001' }, text)?.href).toBe(
      'sms:+493023125001?&body=Hello%20Maya%2C%201%20%26%202',
    )
    expect(writeBack({ channel: 'whatsapp', address: '+493023125001' }, text)?.href).toMatch(
      /^https:\/\/wa\.me\/493023125001\?text=Hello/,
    )
    expect(writeBack({ channel: 'email', address: 'a@b.example' }, text)).toMatchObject({
      shown: 'a@b.example',
    })
    expect(writeBack(null, text)).toBeNull()
  })
})
