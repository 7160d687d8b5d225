import type { Locale } from './locale.tsx'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Formats are dear to make and asked for by every row of a list. */
const formats = new Map<string, Intl.DateTimeFormat>()
export const format = ({ language, timeZone }: Locale, options: Intl.DateTimeFormatOptions) => {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone })
  formats.set(key, known)
  return known
}

/** The calendar day as a number of days, in the store's own time zone. */
export const dayOf = (at: number, timeZone: string): number => {
  const day = format({ language: 'en-CA', timeZone }, { year: 'numeric', month: '2-digit', day: '2-digit' })
  return Date.parse(day.format(at)) / (24 * hourMs)
}

const relative = (language: string, value: number, unit: Intl.RelativeTimeFormatUnit): string =>
  sentence(language, new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(value, unit))

const sentence = (language: string, words: string): string =>
  words.charAt(0).toLocaleUpperCase(language) + words.slice(1)

/** British English counts «mins» and «hrs»; a unit has no plural on our screens. */
const amount = (language: string, value: number, unit: string, unitDisplay: 'short' | 'long'): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay })
    .format(value)
    .replace(/\bmins$/, 'min')
    .replace(/\bhrs?$/, 'h')

/** «Now», «12 min», «8:18», «Yesterday», «Friday», «12 Nov», «3 Mar 2025»: as short as it can be said. */
export const timeInWords = (instant: string, now: number, locale: Locale): string => {
  const at = Date.parse(instant)
  const days = dayOf(now, locale.timeZone) - dayOf(at, locale.timeZone)
  if (now - at < minuteMs && at - now < minuteMs) return relative(locale.language, 0, 'second')
  if (at < now && now - at < hourMs)
    return amount(locale.language, Math.floor((now - at) / minuteMs), 'minute', 'short')
  if (days === 0) return clockTime(instant, locale)
  if (days === 1 || days === -1) return relative(locale.language, -days, 'day')
  if (days > 1 && days < 7) return format(locale, { weekday: 'long' }).format(at)
  const thisYear = Math.abs(days) < 300
  return format(
    locale,
    thisYear ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'short', year: 'numeric' },
  ).format(at)
}

/** «40 minutes ago», «today», «yesterday», «Thursday», «12 Nov»: a time inside a sentence. */
export const timeInSentence = (instant: string, now: number, locale: Locale): string => {
  const at = Date.parse(instant)
  const { language, timeZone } = locale
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  if (now - at < hourMs) return words.format(-Math.max(0, Math.floor((now - at) / minuteMs)), 'minute')
  const days = dayOf(now, timeZone) - dayOf(at, timeZone)
  return days < 2 ? words.format(-days, 'day') : timeInWords(instant, now, locale)
}

/** «12 min», «1 h», «2 days»: how long something has lasted. */
export const durationInWords = (since: string, now: number, { language }: Locale): string => {
  const ms = Math.max(0, now - Date.parse(since))
  if (ms < hourMs) return amount(language, Math.max(1, Math.floor(ms / minuteMs)), 'minute', 'short')
  if (ms < 24 * hourMs) return amount(language, Math.floor(ms / hourMs), 'hour', 'short')
  return amount(language, Math.floor(ms / (24 * hourMs)), 'day', 'long')
}

/** «Today», «Yesterday», «Saturday», «12 November 2026»: the head of a day in a thread. */
export const dayInWords = (instant: string, now: number, locale: Locale): string => {
  const at = Date.parse(instant)
  const days = dayOf(now, locale.timeZone) - dayOf(at, locale.timeZone)
  if (days >= -1 && days <= 1) return relative(locale.language, -days, 'day')
  if (days > 1 && days < 7) return format(locale, { weekday: 'long' }).format(at)
  return format(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(at)
}

/** Whether two moments fall on the same day of the store. */
export const sameDay = (a: string, b: string, { timeZone }: Locale): boolean =>
  dayOf(Date.parse(a), timeZone) === dayOf(Date.parse(b), timeZone)

/** «8:18» */
export const clockTime = (instant: string, locale: Locale): string =>
  format(locale, { hour: 'numeric', minute: '2-digit' }).format(Date.parse(instant))

/** «Saturday, 21 November 2026 at 18:04»: what a press on a time tells. */
export const exactTime = (instant: string, locale: Locale): string =>
  format(locale, { dateStyle: 'full', timeStyle: 'short' }).format(Date.parse(instant))

/** «21 November 2026» of an instant, or of a plain date such as a birthday, which has no time zone. */
export const exactDay = (date: string, { language, timeZone }: Locale): string => {
  const plain = /^\d{4}-\d\d-\d\d$/.test(date)
  return format({ language, timeZone: plain ? 'UTC' : timeZone }, { dateStyle: 'long' }).format(
    Date.parse(date),
  )
}
