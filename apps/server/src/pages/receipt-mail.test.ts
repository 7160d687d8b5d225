import { languages } from '@rapport/contract'
import { describe, expect, test } from 'vitest'
import type { SeenReceipt } from './receipt-facts.ts'
import { receiptMail } from './receipt-mail.ts'
import { receiptContent } from './receipt-scene.ts'
import { textOf } from './texts.ts'

const url = 'https://alder.example/r/a-token-that-nobody-guesses'
const sentence = `Maison Alder: thank you. Your receipt: ${url}`
const seen = (rest: Partial<SeenReceipt> = {}): SeenReceipt => ({
  token: 'a-token-that-nobody-guesses',
  language: 'en',
  content: receiptContent(),
  customer: { firstName: 'Priya', lastName: 'Raman' },
  address: null,
  refunds: [{ at: '2026-11-24T10:00:00Z', amountMinor: 26_000, state: 'done' }],
  reach: { channel: 'email', address: 'hello@maisonalder.example' },
  now: new Date('2026-11-23T10:00:00Z'),
  ...rest,
})
const mailOf = (rest: Partial<SeenReceipt> = {}) => receiptMail(seen(rest), { sentence, url })
/** What is read aloud of a mail: no head, no marks. */
const wordsOf = (html: string) =>
  html
    .slice(html.indexOf('<body'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/[\s\u00a0]+/g, ' ')

describe('the mail of a receipt', () => {
  test('PAY-4: says everything twice: as it is seen, and as plain text', () => {
    const { subject, text, html } = mailOf()
    expect(subject).toBe('Maison Alder: Receipt A-10482')
    const plain = text.replaceAll(/[\s\u00a0]+/g, ' ')
    for (const words of [
      'Thank you, Priya',
      'Maison Alder: thank you. Your receipt:',
      'Order A-10482',
      'Linen blazer, Sand, 38',
      '€ 420.00',
      'Waiting for you in Berlin Mitte',
      'Wide wool trousers, Anthracite, 38',
      'Welcome back, 10 %',
      '− € 68.00',
      'Total',
      '€ 612.00',
      'Net € 514.29',
      'VAT 19 % € 97.71',
      '€ 612.00 paid with Visa ending in 2291',
      'Refunded on 24 November 2026',
      'You were served by Maya',
      'You reach us at hello@maisonalder.example',
      'Berlin Mitte, Torstraße 140, 10119 Berlin',
      'Maison Alder GmbH',
      'DE 317 204 886',
      'Returns within 30 days',
    ]) {
      expect(plain, 'as text').toContain(words)
      expect(wordsOf(html), 'as seen').toContain(words)
    }
    expect(text).toContain(url)
    expect(text).toContain('Terms: https://alder.example/terms')
    expect(html).toContain('href="https://alder.example/terms"')
    expect(html.match(new RegExp(`href="${url}"`, 'g'))).toHaveLength(2)
  })

  test('PAY-4: fetches nothing, so that it is whole without pictures and nobody learns that it was read', () => {
    const { html } = mailOf()
    expect(html).not.toMatch(
      /<(img|link|script|iframe|object|video|svg)\b|\bsrc=|\bbackground="|url\(|@import/i,
    )
  })

  test('PAY-4: a name is a name, whatever signs are in it', () => {
    const name = '<img src=x onerror="alert(1)"> O’Neil & שרה'
    const { html, text } = mailOf({ customer: { firstName: name, lastName: '' } })
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=&#34;alert(1)&#34;&gt;')
    expect(text).toContain(name)
  })

  test('PAY-4: thanks nobody by name who has been erased, and shows an address only where it is whole', () => {
    const { html, text } = receiptMail(seen({ customer: null, reach: null }), {
      sentence: 'Danke, bis bald.',
      url,
    })
    expect(text.startsWith('Receipt A-10482\n\nDanke, bis bald.')).toBe(true)
    expect(text).not.toContain('reach us')
    expect(html.match(new RegExp(`href="${url}"`, 'g'))).toHaveLength(1)
  })

  test.each(languages)('PAY-4 LNG-1: is written in %s', language => {
    const { subject, html, text } = mailOf({ language })
    expect(html).toContain(`<html lang="${language}">`)
    expect(subject).toContain(textOf(language, 'receipt.title', { number: 'A-10482' }))
    for (const key of ['sum.total', 'news.seePaid', 'foot.terms'])
      expect(wordsOf(html), key).toContain(textOf(language, key))
    for (const key of ['sum.total', 'foot.terms']) expect(text, key).toContain(textOf(language, key))
    expect(text).not.toMatch(/undefined|null|\{\w+\}/)
  })
})
