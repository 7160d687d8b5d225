import type { Customer } from '@rapport/contract'
import type { Reading } from '../../platform/context.ts'

/** The date at this store. */
export async function todayIn(reading: Reading, storeId: string): Promise<Temporal.PlainDate> {
  const { time_zone } = await reading.tx
    .selectFrom('stores')
    .select('time_zone')
    .where('id', '=', storeId)
    .executeTakeFirstOrThrow()
  return todayAt(reading, time_zone)
}

/** The date in this time zone. */
export const todayAt = ({ clock }: Pick<Reading, 'clock'>, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()).toZonedDateTimeISO(timeZone).toPlainDate()

/** Month and day as `customer_filters` has them. */
export const monthDay = (day: Temporal.PlainDate) => day.month * 100 + day.day

/** Days since 1970, as `customer_numbers` has dates; NaN for what is no date. */
export function dayNumber(text: string): number {
  try {
    return Temporal.PlainDate.from('1970-01-01').until(Temporal.PlainDate.from(text)).days
  } catch {
    return Number.NaN
  }
}

const soonDays = 14

/** A birthday that is near; of February 29 it is the 28th in other years. */
export function nextThing(birthday: string | null, today: Temporal.PlainDate): Customer['next'] {
  if (!birthday) return null
  const born = Temporal.PlainDate.from(birthday).toPlainMonthDay()
  const thisYear = born.toPlainDate({ year: today.year })
  const on =
    Temporal.PlainDate.compare(thisYear, today) < 0 ? born.toPlainDate({ year: today.year + 1 }) : thisYear
  const inDays = today.until(on).days
  return inDays <= soonDays ? { kind: 'birthday', on: on.toString(), inDays } : null
}
