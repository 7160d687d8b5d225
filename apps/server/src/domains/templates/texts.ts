import type { BusinessSettings, Language, TextKind } from '@rapport/contract'
import { Liquid } from 'liquidjs'
import type { Reading } from '../../platform/context.ts'

const liquid = new Liquid({ strictVariables: true, strictFilters: true })

/** What a text may speak of. A variable that is not here is refused on saving, never sent as a hole. */
export type TextVariables = {
  /** `monthly_cap` is null when the business sets no limit: then a sentence that names one is not said. */
  business: { name: string; monthly_cap: number | null }
  store: { name: string; city: string }
  customer?: { first_name: string }
  staff?: { first_name: string }
  order?: { number: string }
  receipt?: { url: string }
  cart?: { url: string }
}

/** What a text may say of the business. Its cap is of any number of days; customers are told what that comes to in a month. */
export const businessWords = ({
  name,
  frequencyCap,
  frequencyDays,
}: Pick<BusinessSettings, 'name' | 'frequencyCap' | 'frequencyDays'>): TextVariables['business'] => ({
  name,
  monthly_cap: frequencyCap === null ? null : Math.max(1, Math.round((frequencyCap * 30) / frequencyDays)),
})

/**
 * Fills in a text.
 * @throws Error when it names a variable that is not there
 */
export const fillIn = (body: string, variables: TextVariables): string =>
  liquid
    .parseAndRenderSync(variables.business.monthly_cap === null ? withoutLimit(body) : body, variables)
    .trim()

/** A text without the sentences that name the monthly limit: what a business without one says. */
export const withoutLimit = (body: string): string =>
  [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(body)]
    .filter(({ segment }) => !/\{\{\s*business\.monthly_cap\s*\}\}/.test(segment))
    .map(({ segment }) => segment)
    .join('')

/** The newest version of an automatic text in the first of these languages that has one; English always has. */
export async function readText(
  reading: Pick<Reading, 'tx'>,
  kind: TextKind,
  languages: readonly Language[],
): Promise<{ body: string; language: Language }> {
  const wanted = [...languages, 'en' as const]
  const rows = await reading.tx
    .selectFrom('texts')
    .distinctOn('language')
    .select(['language', 'body'])
    .where('kind', '=', kind)
    .where('language', 'in', wanted)
    .orderBy('language')
    .orderBy('version', 'desc')
    .execute()
  for (const language of wanted) {
    const found = rows.find(row => row.language === language)
    if (found) return { body: found.body, language }
  }
  throw new Error(`There is no text «${kind}».`)
}
