import type { Language, TextKind } from '@rapport/contract'
import defaults from '../domains/templates/default-texts.json' with { type: 'json' }
import { fillIn } from '../domains/templates/index.ts'

const texts: Partial<Record<Language, Partial<Record<TextKind, string>>>> = defaults

/** What the business's automatic text said, in the first of these languages that has one. */
export function automaticText(
  kind: TextKind,
  languages: readonly Language[],
  store: { name: string; city: string },
): string {
  const body = [...languages, 'en' as const].map(language => texts[language]?.[kind]).find(Boolean)
  if (!body) throw new Error(`The demo has no text «${kind}».`)
  return fillIn(body, {
    business: { name: 'Maison Alder', monthly_cap: 6 },
    store: { name: store.name, city: store.city },
  })
}
