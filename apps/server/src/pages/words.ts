import type { PageLanguage } from './texts.ts'

/** Numbers of a language are written as its country on these pages does; English as in the stores of Europe. */
const locale = (language: string) => (language === 'en' ? 'en-GB' : language)
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()
const once = <T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T => {
  const known = (kept.get(key) as T | undefined) ?? make()
  kept.set(key, known)
  return known
}

/**
 * «€ 680.00», «680,00 €», «¥ 12,000»: an amount in minor units of its currency.
 * @param cents `always` in sums, where amounts stand under each other; `needed` beside goods: «€ 420»
 */
export function moneyIn(
  language: PageLanguage,
  amountMinor: number,
  currency: string,
  cents: 'always' | 'needed' = 'always',
): string {
  const format = once(
    `money ${language} ${currency} ${cents}`,
    () =>
      new Intl.NumberFormat(locale(language), {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        trailingZeroDisplay: cents === 'needed' ? 'stripIfInteger' : 'auto',
      }),
  )
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const parts = format.formatToParts(Math.abs(amountMinor) / 10 ** digits)
  const words = parts
    .map(({ type, value }, at) =>
      type === 'currency' && parts[at + 1]?.type === 'integer' ? `${value}\u00a0` : value,
    )
    .join('')
  return amountMinor < 0 ? `−\u00a0${words}` : words
}

/** «10 %», «8.875 %»: a share in parts of a million. */
export const shareIn = (language: PageLanguage, ppm: number): string =>
  once(
    `share ${language}`,
    () => new Intl.NumberFormat(locale(language), { style: 'percent', maximumFractionDigits: 4 }),
  )
    .format(ppm / 1_000_000)
    .replace(/(\d)%/, '$1\u00a0%')

type DateShape = 'weekday' | 'day' | 'short' | 'full'
const shapes: Record<DateShape, Intl.DateTimeFormatOptions> = {
  weekday: { weekday: 'long' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  full: { day: 'numeric', month: 'long', year: 'numeric' },
}
const dates = (language: PageLanguage, timeZone: string, shape: DateShape) =>
  once(
    `date ${language} ${timeZone} ${shape}`,
    () => new Intl.DateTimeFormat(locale(language), { timeZone, ...shapes[shape] }),
  ) as Intl.DateTimeFormat

export const dateIn = (language: PageLanguage, at: Date | string, timeZone: string): string =>
  dates(language, timeZone, 'full').format(new Date(at))

/** When something promised in working days arrives: one day, or from one to another. */
export type Arrival = { day: string } | { days: string }

/** «Thursday», «Thursday, 3 December», «Wed 25 – Fri 27 Nov»: counted in working days from a day in the store's zone. */
export function arrivalIn(
  language: PageLanguage,
  paidAt: Date | string,
  timeZone: string,
  promise: { daysFrom: number; daysUntil: number },
): Arrival {
  const start = Temporal.Instant.from(new Date(paidAt).toISOString())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
  const from = workingDaysAfter(start, promise.daysFrom)
  const until = workingDaysAfter(start, promise.daysUntil)
  if (promise.daysFrom !== promise.daysUntil)
    return { days: dates(language, 'UTC', 'short').formatRange(noonOf(from), noonOf(until)) }
  const near = start.until(until).days < 7
  return { day: dates(language, 'UTC', near ? 'weekday' : 'day').format(noonOf(until)) }
}

const noonOf = (date: Temporal.PlainDate) => new Date(`${date.toString()}T12:00:00Z`)

function workingDaysAfter(start: Temporal.PlainDate, days: number): Temporal.PlainDate {
  let date = start
  for (let left = days; left > 0; ) {
    date = date.add({ days: 1 })
    if (date.dayOfWeek < 6) left--
  }
  return date
}

/** A country by its code, in the words of the language. */
export const countryIn = (language: PageLanguage, code: string): string =>
  new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }).of(code) ?? code

/** How one addresses a customer by name: Chinese, Japanese and Korean by the family name with its honorific. */
export function nameIn(language: PageLanguage, person: { firstName: string; lastName: string }): string {
  const { firstName, lastName } = person
  if (language === 'ja') return `${lastName || firstName}様`
  if (language === 'ko') return `${hangul(lastName) ? lastName : ''}${firstName || lastName}님`
  if (language === 'zh') return han(lastName) ? `${lastName}${firstName}` : firstName || lastName
  return firstName || lastName
}
const hangul = (text: string) => /[\uac00-\ud7af]/.test(text)
const han = (text: string) => /[\u3400-\u9fff]/.test(text)

/** Has the last of the promised working days gone by? */
export function arrived(paidAt: string, timeZone: string, daysUntil: number, now: Date): boolean {
  const day = (at: Date) => Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(timeZone).toPlainDate()
  return Temporal.PlainDate.compare(day(now), workingDaysAfter(day(new Date(paidAt)), daysUntil)) > 0
}
