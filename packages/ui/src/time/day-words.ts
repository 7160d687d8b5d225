import type { Locale } from './locale.tsx'
import { dayOf, format } from './words.ts'

const dayMs = 86_400_000

/** How a day is told inside a sentence: by itself («yesterday»), or by its weekday, month or date, which want a word before them. */
export type DayWords =
  | { form: 'said'; words: string }
  | { form: 'weekday'; words: string }
  | { form: 'month'; words: string }
  | { form: 'date'; words: string }

/** «yesterday», on «Saturday», «2 weeks ago», in «October», in «October 2024»: when something was, as one remembers it. */
export const pastDay = (instant: string, now: number, locale: Locale): DayWords => {
  const at = Date.parse(instant)
  const days = dayOf(now, locale.timeZone) - dayOf(at, locale.timeZone)
  const relative = new Intl.RelativeTimeFormat(locale.language, { numeric: 'auto' })
  if (days < 2) return { form: 'said', words: relative.format(-Math.max(0, days), 'day') }
  if (days < 7) return { form: 'weekday', words: format(locale, { weekday: 'long' }).format(at) }
  if (days < 28) return { form: 'said', words: relative.format(-Math.floor(days / 7), 'week') }
  const month = days < 300 ? ({ month: 'long' } as const) : ({ month: 'long', year: 'numeric' } as const)
  return { form: 'month', words: format(locale, month).format(at) }
}

/** «today», «tomorrow», on «Friday», on «3 December»: when something will be. A plain date has no time zone. */
export const comingDay = (date: string, now: number, locale: Locale): DayWords => {
  const at = Date.parse(date)
  const days = Math.round(at / dayMs) - dayOf(now, locale.timeZone)
  const plain = { language: locale.language, timeZone: 'UTC' }
  if (days < 2)
    return {
      form: 'said',
      words: new Intl.RelativeTimeFormat(locale.language, { numeric: 'auto' }).format(days, 'day'),
    }
  if (days < 7) return { form: 'weekday', words: format(plain, { weekday: 'long' }).format(at) }
  return { form: 'date', words: format(plain, { day: 'numeric', month: 'long' }).format(at) }
}
