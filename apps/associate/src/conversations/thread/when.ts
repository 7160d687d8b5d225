import { clockTime, type Locale, sameDay, useLocale, useNow } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import type { Texts } from '../../i18n/texts.ts'

const dayMs = 86_400_000
/** The clock of a screen moves in steps; what lies this little ahead has just been. */
const slackMs = 60_000

type Words = {
  readonly key: `thread.when.${keyof Texts['thread']['when']}`
  readonly day: string
  readonly time: string
}

/** A moment as part of a sentence: «at 8:00», «tomorrow at 8:00», «yesterday», «on Friday», «on 12 March». */
export function whenWords(instant: string, now: number, locale: Locale): Words {
  const at = Date.parse(instant)
  const time = clockTime(instant, locale)
  const near = (days: number) => sameDay(instant, new Date(now + days * dayMs).toISOString(), locale)
  const weekday = Math.abs(at - now) < 6 * dayMs
  const day = new Intl.DateTimeFormat(locale.language, {
    timeZone: locale.timeZone,
    ...(weekday ? { weekday: 'long' } : { day: 'numeric', month: 'long' }),
  }).format(at)
  if (near(0)) return { key: at > now + slackMs ? 'thread.when.later' : 'thread.when.today', day, time }
  if (near(1)) return { key: 'thread.when.tomorrow', day, time }
  if (near(-1)) return { key: 'thread.when.yesterday', day, time }
  if (at > now && weekday) return { key: 'thread.when.dayAndTime', day, time }
  return { key: weekday ? 'thread.when.day' : 'thread.when.date', day, time }
}

/** Says a moment in the language of the app and on the clock of the store. */
export function useWhen(): (instant: string) => string {
  const { t } = useTranslation()
  const locale = useLocale()
  const now = useNow()
  return instant => {
    const { key, day, time } = whenWords(instant, now, locale)
    return t(key, { day, time })
  }
}
