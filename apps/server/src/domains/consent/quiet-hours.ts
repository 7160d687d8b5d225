import { z } from 'zod'
import data from './quiet-hours.data.json' with { type: 'json' }

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const QuietRule = z.object({
  country: z.string(),
  /** ISO 3166-2 without the country; null: the whole country. */
  region: z.string().nullable(),
  source: z.string(),
  asOf: z.iso.date(),
  note: z.string().optional(),
  /** `days` count from Monday, 1. A day that is in none of them is closed. */
  windows: z.array(
    z.object({ days: z.array(z.number().int().min(1).max(7)), from: WallTime, until: WallTime }),
  ),
})
export type QuietRule = z.infer<typeof QuietRule>

/** The rules that are stricter than the business may choose, by country and region, with source and date. */
export const quietRules: readonly QuietRule[] = z.array(QuietRule).parse(data.rules)

export interface Place {
  country: string
  region: string | null
}
/** The wall-clock hours of one day in which a message may go: from, inclusive, until, exclusive. */
export interface DayWindow {
  from: Temporal.PlainTime
  until: Temporal.PlainTime
}
export interface QuietSettings {
  quietFrom: string
  quietUntil: string
}
export interface QuietAnswer {
  allowed: boolean
  /** The first moment at which it is allowed; null when that is now. */
  nextAllowedAt: Temporal.Instant | null
}

const wholeDay = { from: '00:00', until: '23:59:59.999999999' }
const defaultHours: QuietSettings = { quietFrom: '08:00', quietUntil: '21:00' }
const dayWindow = ({ from, until }: { from: string; until: string }): DayWindow => ({
  from: Temporal.PlainTime.from(from),
  until: Temporal.PlainTime.from(until),
})

/**
 * The window that the rules leave open on a day of a place: the strictest of the country's and the region's.
 * Null when nothing may be sent on that day. A place without rules is open all day.
 */
export function quietWindow(
  rules: readonly QuietRule[],
  { country, region, localDate }: Place & { localDate: Temporal.PlainDate },
): DayWindow | null {
  const code = region?.toUpperCase().replace(`${country}-`, '') ?? null
  return rules
    .filter(rule => rule.country === country && (rule.region === null || rule.region === code))
    .map(rule => rule.windows.find(({ days }) => days.includes(localDate.dayOfWeek)) ?? null)
    .reduce<DayWindow | null>(
      (open, window) => open && window && narrowed(open, dayWindow(window)),
      dayWindow(wholeDay),
    )
}

/**
 * May a message go now, and if not, when (CON-9)? With several candidate zones it must be allowed in all.
 * The business's hours are narrowed by the rules. Where that leaves no moment in the coming week (hours that miss
 * the rules', zones too far apart), the rules and the default hours decide, at last in the first zone alone,
 * so that a held message always has an hour to go at, at most eight days away.
 */
export function nextAllowed(
  now: Temporal.Instant,
  zones: readonly string[],
  place: Place,
  settings: QuietSettings,
  rules: readonly QuietRule[] = quietRules,
): QuietAnswer {
  const candidates = zones.length > 0 ? [...new Set(zones)] : ['UTC']
  const attempts: [readonly string[], QuietSettings][] = [
    [candidates, settings],
    [candidates, defaultHours],
    [candidates.slice(0, 1), defaultHours],
  ]
  for (const [zonesTried, hours] of attempts) {
    // Today and tomorrow mostly answer it; the week is only looked through when they do not.
    for (const days of [1, 7]) {
      const open = zonesTried.map(zone => openSpans(now, days, zone, place, hours, rules)).reduce(inBoth)
      const next = open.find(span => now.epochMilliseconds < span.until)
      if (next && next.from <= now.epochMilliseconds) return { allowed: true, nextAllowedAt: null }
      if (next) return { allowed: false, nextAllowedAt: Temporal.Instant.fromEpochMilliseconds(next.from) }
    }
  }
  throw new Error(
    `No hour of the week is open in ${place.country} ${place.region ?? ''}: see the quiet-hours data.`,
  )
}

/** A stretch of time in epoch milliseconds: from, inclusive, until, exclusive. */
interface Span {
  from: number
  until: number
}

function openSpans(
  now: Temporal.Instant,
  days: number,
  zone: string,
  place: Place,
  settings: QuietSettings,
  rules: readonly QuietRule[],
): Span[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const own = dayWindow({ from: settings.quietFrom, until: settings.quietUntil })
  const spans: Span[] = []
  for (let day = 0; day <= days; day++) {
    const localDate = today.add({ days: day })
    const lawful = quietWindow(rules, { ...place, localDate })
    const window = lawful && narrowed(lawful, own)
    if (!window) continue
    // On the days the clock changes, the stricter reading: the later of two openings, the earlier of two ends.
    const from = instantOf(localDate, window.from, zone, 'later')
    const until = instantOf(localDate, window.until, zone, 'earlier')
    if (from < until) spans.push({ from, until })
  }
  return spans
}

function instantOf(
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
  zone: string,
  disambiguation: 'earlier' | 'later',
): number {
  return date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation }).epochMilliseconds
}

function narrowed(a: DayWindow, b: DayWindow): DayWindow | null {
  const from = Temporal.PlainTime.compare(a.from, b.from) > 0 ? a.from : b.from
  const until = Temporal.PlainTime.compare(a.until, b.until) < 0 ? a.until : b.until
  return Temporal.PlainTime.compare(from, until) < 0 ? { from, until } : null
}

function inBoth(some: Span[], others: Span[]): Span[] {
  return some.flatMap(a =>
    others
      .map(b => ({ from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) }))
      .filter(span => span.from < span.until),
  )
}
