import { readFileSync } from 'node:fs'
import path from 'node:path'
import { languages } from '@rapport/contract'

export const pagesFolder = path.resolve(import.meta.dirname, '../../../pages')
export type PageLanguage = (typeof languages)[number]
/** What a text may name: already in words, for the language of the page. */
export type TextValues = Readonly<Record<string, string | number>>
type Text = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>

/** Every text of the customer pages, by language. */
export const pageTexts = Object.fromEntries(
  languages.map(language => [
    language,
    JSON.parse(readFileSync(path.join(pagesFolder, 'texts', `${language}.json`), 'utf8')),
  ]),
) as Readonly<Record<PageLanguage, Readonly<Record<string, Text>>>>

const plurals = new Map<string, Intl.PluralRules>()

/**
 * A text of the pages with its values filled in; one that has forms is chosen by `n`.
 * @throws Error for a text or a value that is not there: a page with a hole is never shown
 */
export function textOf(language: PageLanguage, key: string, values: TextValues = {}): string {
  const text = pageTexts[language][key]
  if (text === undefined) throw new Error(`The pages have no text «${key}» in ${language}.`)
  const form = typeof text === 'string' ? text : text[rules(language).select(Number(values.n))]
  if (form === undefined) throw new Error(`The text «${key}» lacks a form for ${values.n} in ${language}.`)
  return form.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`The text «${key}» wants «${name}».`)
    return String(value)
  })
}

function rules(language: string): Intl.PluralRules {
  const known = plurals.get(language) ?? new Intl.PluralRules(language)
  plurals.set(language, known)
  return known
}
