import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { languages } from '@rapport/contract'
import { describe, expect, test } from 'vitest'
import { acceptedLanguage, pageLanguage } from './language.ts'
import { pagesFolder, pageTexts, textOf } from './texts.ts'
import { nameIn } from './words.ts'

const english = pageTexts.en
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
const formsOf = (text: (typeof english)[string]) => (typeof text === 'string' ? { other: text } : text)

describe('LNG-1: the customer pages', () => {
  test.each(languages)('LNG-1: say everything in %s, with every value and every plural', language => {
    const texts = pageTexts[language]
    expect(Object.keys(texts)).toEqual(Object.keys(english))
    const plurals = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const [key, text] of Object.entries(texts)) {
      const forms = formsOf(text)
      const wanted = placeholders(formsOf(english[key] ?? '').other ?? '')
      for (const form of Object.values(forms)) {
        expect(form.trim(), key).not.toBe('')
        expect(placeholders(form), key).toEqual(wanted)
      }
      if (typeof text !== 'string') expect(Object.keys(text).sort(), key).toEqual([...plurals].sort())
    }
  })

  test.each(languages.filter(one => one !== 'en'))('LNG-1: are no copy of the English in %s', language => {
    const same = Object.entries(pageTexts[language]).filter(
      ([key, text]) => JSON.stringify(text) === JSON.stringify(english[key]),
    )
    // Words that two languages share: «Material», «PDF», «Total».
    expect(same.length, JSON.stringify(same)).toBeLessThan(14)
  })

  test('LNG-1: have no text that nothing shows', () => {
    const folder = path.join(pagesFolder, 'templates')
    const shown = [
      ...readdirSync(folder).map(name => readFileSync(path.join(folder, name), 'utf8')),
      ...readdirSync(import.meta.dirname)
        .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map(name => readFileSync(path.join(import.meta.dirname, name), 'utf8')),
    ].join('\n')
    const built =
      /^(delivery\.(name|line|postal|city|region|country|phone)|news\.|(updating|moment|unpayable|confirming|expired|closed|lost|broken)\.)/
    expect(Object.keys(english).filter(key => !built.test(key) && !shown.includes(`'${key}'`))).toEqual([])
  })

  test('LNG-1: a text or a value that is missing is an error, not a hole', () => {
    expect(() => textOf('en', 'no.such')).toThrow('no.such')
    expect(() => textOf('en', 'write.to')).toThrow('name')
    expect(textOf('pl', 'delivery.workingDays', { n: 3, days: '2–3' })).toBe('2–3 dni robocze')
    expect(textOf('de', 'cart.items', { n: 1 })).toBe('1 Artikel')
  })

  test('LNG-1: take the browser’s first language that they speak', () => {
    expect(acceptedLanguage('pt-BR, de-AT;q=0.8, en;q=0.9')).toBe('en')
    expect(acceptedLanguage('zh-Hant-TW')).toBe('zh')
    expect(acceptedLanguage('de;q=0, *')).toBeNull()
    expect(acceptedLanguage(undefined)).toBeNull()
    expect(pageLanguage('ca_ES')).toBe('ca')
  })

  test('LNG-1: address a customer as their language does', () => {
    const aiko = { firstName: '愛子', lastName: '田中' }
    expect(nameIn('ja', aiko)).toBe('田中様')
    expect(nameIn('zh', aiko)).toBe('田中愛子')
    expect(nameIn('en', { firstName: 'Priya', lastName: 'Raman' })).toBe('Priya')
    expect(nameIn('de', { firstName: '', lastName: 'Weber' })).toBe('Weber')
  })
})
