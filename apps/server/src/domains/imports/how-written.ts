import type { ImportMapping } from '@rapport/contract'

type Decimal = ImportMapping['decimal']
type Dates = ImportMapping['dates']

/** A number without its currency and what only keeps its digits apart. */
export const bareNumber = (text: string): string =>
  text
    .replaceAll(/[\p{Sc}\s'’]|\b[A-Z]{3}\b/gu, '')
    .replace('−', '-')
    .replace(/^\((.*)\)$/, '-$1')

/** The sign that parts the decimals, where the value leaves no doubt: `1.180` leaves it open, `1.180,50` and `12,5` do not. */
export function decimalTold(value: string): Decimal | undefined {
  const bare = bareNumber(value)
  if (!/^-?\d[\d.,]*\d$/.test(bare)) return undefined
  const signs = bare.replaceAll(/[^.,]/g, '')
  const last = signs.at(-1) as Decimal | undefined
  if (last === undefined) return undefined
  if (signs.includes('.') && signs.includes(',')) return last
  if (signs.length > 1) return other(last)
  return mayBeThousands(bare, last) ? undefined : last
}

/** Could the only sign of this number part the thousands as well? */
export const mayBeThousands = (bare: string, sign: Decimal): boolean =>
  new RegExp(`^-?[1-9]\\d{0,2}\\${sign}\\d{3}$`).test(bare)

export const other = (sign: Decimal): Decimal => (sign === '.' ? ',' : '.')

/** By the first value that leaves no doubt, else as the file's other ways of writing are. */
export const decimalOf = (samples: readonly string[], looksGerman: boolean): Decimal =>
  firstOf(samples, decimalTold) ?? (looksGerman ? ',' : '.')

const yearLast = /^\s*(\d{1,2})([./-])(\d{1,2})[./-](?:\d{4}|\d{2})\b/

/** A date whose year is last: it does not say by itself whether the day or the month is first. */
export const isYearLast = (value: string): boolean => yearLast.test(value)

/** Which is first, where the value leaves no doubt. */
export function datesTold(value: string): Dates | undefined {
  const [, first, , second] = yearLast.exec(value) ?? []
  if (Number(first) > 12) return 'day_first'
  return Number(second) > 12 ? 'month_first' : undefined
}

/** Where the month is first on paper; in Canada both are. */
const monthFirst = new Set('US PR GU VI AS MP FM MH PW PH'.split(' '))
const either = new Set(['CA'])

/**
 * How dates are written: by the first that leaves no doubt, by their dots, by where the stores are. `iso` where nothing
 * says it: then nobody guesses, and the mapping has to say it.
 */
export function datesOf(samples: readonly string[], countries: readonly string[]): Dates {
  if (!samples.some(isYearLast)) return 'iso'
  const told = firstOf(samples, datesTold)
  if (told) return told
  if (samples.some(sample => yearLast.exec(sample)?.[2] === '.')) return 'day_first'
  const ways = new Set(
    countries.map(country =>
      either.has(country) ? 'iso' : monthFirst.has(country) ? 'month_first' : 'day_first',
    ),
  )
  const [only = 'iso'] = ways
  return ways.size === 1 ? only : 'iso'
}

function firstOf<T>(samples: readonly string[], told: (sample: string) => T | undefined): T | undefined {
  for (const sample of samples) {
    const found = told(sample)
    if (found !== undefined) return found
  }
  return undefined
}

/** Heads of columns, folded, by which a file is probably German and its decimals stand behind a comma. */
export const germanHeads = new Set(
  (
    'bestellung bestellnummer bestellnr bestelldatum datum kundennummer kundennr kunde kundenname vorname nachname telefon ' +
    'strasse plz ort land filiale artikel artikelnummer bezeichnung groesse farbe menge anzahl preis einzelpreis rabatt ' +
    'betrag zeilensumme gesamt summe versand versandkosten mwst waehrung bestand lager beschreibung warengruppe quelle'
  ).split(' '),
)
