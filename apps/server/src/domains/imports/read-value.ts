import { type ImportMapping, isCurrency } from '@rapport/contract'
import { bareNumber, mayBeThousands, other } from './how-written.ts'

type Ways = Pick<ImportMapping, 'dates' | 'timeZone' | 'decimal'>
/** A value that cannot be read; the sentence says what was expected. */
export class ValueProblem extends Error {}

/**
 * A number as people write it, `1.234,50` or `1 234.50`, as exact minor units of the currency.
 * @throws ValueProblem
 */
export function readMoney(text: string, decimal: Ways['decimal'], currency: string): number {
  const plain = plainNumber(text, decimal)
  const places = placesOf(currency)
  if (places < 3) mustBeClear(text, decimal)
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain ?? '')
  if (!match) throw new ValueProblem(`«${text}» is not an amount.`)
  const [, sign, whole = '0', part = ''] = match
  if (part.length > places && /[1-9]/.test(part.slice(places)))
    throw new ValueProblem(`«${text}» has more decimal places than ${currency} has.`)
  const minor = Number(whole + part.slice(0, places).padEnd(places, '0'))
  return sign && minor !== 0 ? -minor : minor
}

/** A whole number; `2.0` is one too. @throws ValueProblem */
export function readWhole(text: string, decimal: Ways['decimal']): number {
  const value = Number(plainNumber(text, decimal) ?? 'no')
  mustBeClear(text, decimal)
  if (!Number.isInteger(value)) throw new ValueProblem(`«${text}» is not a whole number.`)
  return value
}

/** Digits with a dot, without currency signs and separators of thousands; undefined when it is no number. */
function plainNumber(text: string, decimal: Ways['decimal']): string | undefined {
  const bare = bareNumber(text)
  const thousands = other(decimal)
  const grouped = new RegExp(`^-?\\d{1,3}(\\${thousands}\\d{3})+(\\${decimal}\\d+)?$`)
  const simple = new RegExp(`^-?\\d+(\\${decimal}\\d+)?$`)
  if (!grouped.test(bare) && !simple.test(bare)) return undefined
  return bare.replaceAll(thousands, '').replace(decimal, '.')
}

/** Three places behind the only sign are thousands as a rule: what it is, somebody has to say. @throws ValueProblem */
function mustBeClear(text: string, decimal: Ways['decimal']) {
  const bare = bareNumber(text)
  if (!mayBeThousands(bare, decimal)) return
  const thousands = bare.replace(decimal, '')
  const decimals = bare.replace(/0+$/, '').replace(/\D$/, '')
  const way = decimal === '.' ? '1.234,50' : '1,234.50'
  throw new ValueProblem(
    `«${text}» may be ${thousands} or ${decimals}. If it is ${thousands}, choose ${way} for how amounts are written${bare.endsWith('0') ? '; else write it without noughts at its end' : ''}.`,
  )
}

/** ISO 4217 in any case. @throws ValueProblem */
export function readCurrency(text: string): string {
  const code = text.toUpperCase()
  if (!isCurrency(code))
    throw new ValueProblem(`«${text}» is no currency. Give its three letters, as in EUR.`)
  return code
}

const places = new Map<string, number>()
function placesOf(currency: string): number {
  const known = places.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const found = format.resolvedOptions().maximumFractionDigits ?? 2
  places.set(currency, found)
  return found
}

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b/
const clock =
  /^(?:T|,?\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/

/** A calendar day, `2026-11-22`. @throws ValueProblem */
export function readDate(text: string, ways: Ways): string {
  return dayOf(text.trim(), ways).day.toString()
}

/** An instant in UTC; a date alone is its noon, so that no time zone makes it another day. @throws ValueProblem */
export function readInstant(text: string, ways: Ways): string {
  const { day, rest } = dayOf(text.trim(), ways)
  if (rest === '')
    return day.toZonedDateTime({ timeZone: ways.timeZone, plainTime: '12:00' }).toInstant().toString()
  const match = clock.exec(rest)
  if (!match) throw new ValueProblem(`«${text}» is not a time.`)
  const [, hours, minutes, seconds = '0', half, offset] = match
  const hour = half ? (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hours)
  try {
    const time = Temporal.PlainTime.from(
      { hour, minute: Number(minutes), second: Number(seconds) },
      { overflow: 'reject' },
    )
    return day
      .toZonedDateTime({ timeZone: zoneOf(offset) ?? ways.timeZone, plainTime: time })
      .toInstant()
      .toString()
  } catch {
    throw new ValueProblem(`«${text}» is not a time.`)
  }
}

const zoneOf = (offset: string | undefined) =>
  offset && (/^[+-]/.test(offset) ? offset.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2') : 'UTC')

function dayOf(text: string, ways: Ways): { day: Temporal.PlainDate; rest: string } {
  const first = yearFirst.exec(text)
  const last = first ? null : yearLast.exec(text)
  const match = first ?? last
  if (!match) throw new ValueProblem(`«${text}» is not a date.`)
  const [a = 0, b = 0, c = 0] = match.slice(1).map(Number)
  if (last && ways.dates === 'iso')
    throw new ValueProblem(`«${text}» is not written year first. Say how dates are written.`)
  const [year, month, dayOfMonth] = first
    ? [a, b, c]
    : ways.dates === 'day_first'
      ? [fullYear(c), b, a]
      : [fullYear(c), a, b]
  try {
    const day = Temporal.PlainDate.from({ year, month, day: dayOfMonth }, { overflow: 'reject' })
    return { day, rest: text.slice(match[0].length) }
  } catch {
    throw new ValueProblem(`«${text}» is not a day of the calendar.`)
  }
}

// A birthday of '75 was not in the future.
const fullYear = (year: number) => (year >= 100 ? year : year < 50 ? 2000 + year : 1900 + year)

/** ISO 3166-1 alpha-2 from a code or from the country's name in English, German or French. @throws ValueProblem */
export function readCountry(text: string): string {
  if (/^[A-Za-z]{2}$/.test(text) && text.toUpperCase() !== 'UK') return text.toUpperCase()
  const found = countryNames().get(text.toLocaleLowerCase())
  if (!found)
    throw new ValueProblem(`«${text}» is not a country that we know. Give its two letters, as in DE.`)
  return found
}

let known: Map<string, string> | undefined
function countryNames() {
  if (known) return known
  known = new Map([
    ['uk', 'GB'],
    ['usa', 'US'],
    ['england', 'GB'],
  ])
  const letters = Array.from({ length: 26 }, (_, place) => String.fromCharCode(65 + place))
  for (const language of ['fr', 'de', 'en']) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    for (const code of letters.flatMap(a => letters.map(b => a + b))) {
      const name = names.of(code)
      if (name) known.set(name.toLocaleLowerCase(), code)
    }
  }
  return known
}
