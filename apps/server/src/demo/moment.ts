const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/**
 * When a line of a demo thread was written, seen from `now`, on the clock of the store:
 * `12m`, `3h` ago · `2d 18:04` two days ago at 18:04 · `fri 16:12` the last Friday before today ·
 * `fri-3 11:20` three days before that · `+3m` after the line before · `+2d 9:30` two days after it, at 9:30.
 */
export function momentOf(when: string, seen: { now: Date; zone: string; previous: Date | null }): Date {
  const { now, zone, previous } = seen
  const ago = /^(\d+)([smh])$/.exec(when)
  if (ago) return new Date(now.getTime() - span(ago))
  const after = /^\+(\d+)([smh])$/.exec(when)
  if (after && previous) return new Date(previous.getTime() + span(after))
  const later = /^\+(\d+)d (\d+:\d\d)$/.exec(when)
  if (later && previous)
    return onDay(localDay(previous, zone).add({ days: Number(later[1]) }), later[2], zone)
  const earlier = /^(\d+)d (\d+:\d\d)$/.exec(when)
  if (earlier) return onDay(localDay(now, zone).subtract({ days: Number(earlier[1]) }), earlier[2], zone)
  const named = /^([a-z]{3})(?:-(\d+))? (\d+:\d\d)$/.exec(when)
  const weekday = weekdays.indexOf(named?.[1] ?? '') + 1
  if (!named || weekday === 0) throw new Error(`The demo does not know the moment «${when}».`)
  const today = localDay(now, zone)
  const days = ((today.dayOfWeek - weekday + 7) % 7 || 7) + Number(named[2] ?? 0)
  return onDay(today.subtract({ days }), named[3], zone)
}

/** The next time it is `time` o'clock there. */
export function nextTime(time: string, zone: string, now: Date): Date {
  const today = onDay(localDay(now, zone), time, zone)
  return today > now ? today : onDay(localDay(now, zone).add({ days: 1 }), time, zone)
}

/** The date of the coming weekday, for birthdays that are always near: `fri 1991`. */
export function dateOf(date: string, now: Date): string {
  const [name = '', year] = date.split(' ')
  const weekday = weekdays.indexOf(name) + 1
  if (weekday === 0) return date
  const today = localDay(now, 'UTC')
  const coming = today.add({ days: (weekday - today.dayOfWeek + 7) % 7 || 7 })
  return coming.with({ year: Number(year) }).toString()
}

const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000 }
const span = ([, count, unit]: RegExpExecArray) => Number(count) * (units[unit ?? ''] ?? 0)
const local = (at: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
const localDay = (at: Date, zone: string) => local(at, zone).toPlainDate()

function onDay(day: Temporal.PlainDate, time: string | undefined, zone: string): Date {
  const plainTime = (time ?? '').padStart(5, '0')
  return new Date(day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds)
}
