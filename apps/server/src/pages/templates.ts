import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Liquid } from 'liquidjs'
import { type PageLanguage, pagesFolder, type TextValues, textOf } from './texts.ts'

const engine = new Liquid({
  root: path.join(pagesFolder, 'templates'),
  extname: '.liquid',
  cache: true,
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  outputEscape: 'escape',
})
engine.registerFilter('t', function (key: string, ...values: [string, string | number][]) {
  const { language } = this.context.globals as { language: PageLanguage }
  return textOf(language, key, Object.fromEntries(values) as TextValues)
})

/** A stylesheet as it goes into a page: without what only its readers need. */
const small = (css: string) =>
  css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .trim()
const sheet = (name: string) => {
  const text = small(readFileSync(path.join(pagesFolder, `${name}.css`), 'utf8'))
  const digest = createHash('sha256').update(text).digest('base64')
  return { text, policy: `'sha256-${digest}'` }
}
const sheets = { page: sheet('pages'), now: sheet('now'), mail: sheet('mail') }

/** What a page may load its style by: each style written into it, by its digest. */
export const stylePolicy = `${sheets.page.policy} ${sheets.now.policy}`

export type Template = 'cart' | 'words' | 'delivery' | 'receipt' | 'product' | 'now' | 'mail'

/** A page in its language. What is not given, and the template names, is an error: a page with a hole is never shown. */
export const renderPage = (template: Template, language: PageLanguage, model: object): string =>
  engine.renderFileSync(
    template,
    {
      ...model,
      language,
      css: (template === 'now' || template === 'mail' ? sheets[template] : sheets.page).text,
    },
    { globals: { language } },
  )
