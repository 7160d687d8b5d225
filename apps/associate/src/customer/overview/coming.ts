import type { Customer } from '@rapport/contract'

/** A day worth writing for, within two weeks. */
export type Coming = {
  kind: 'birthday' | 'date'
  label: string | null
  on: string
  inDays: number
  /** How many years it will be; null when nobody knows the year. */
  years: number | null
}

const ahead = 14
const dayMs = 86_400_000
const iso = (at: number) => new Date(at).toISOString().slice(0, 10)

/** The next time a day of the year comes; the 29th of February is kept on the 1st of March where there is none. */
const nextTime = (monthAndDay: string, today: string): string => {
  const year = Number(today.slice(0, 4))
  const inYear = (each: number) => {
    const [month = 1, day = 1] = monthAndDay.split('-').map(Number)
    return iso(Date.UTC(each, month - 1, day))
  }
  return inYear(year) >= today ? inYear(year) : inYear(year + 1)
}

/** Birthday and important dates that are near, the nearest first. `today` is the store's. */
export const comingUp = (
  { next, birthday, dates }: Pick<Customer, 'next' | 'birthday' | 'dates'>,
  today: string,
): Coming[] => {
  const yearsOn = (on: string, since: string | null | undefined) =>
    since && /^\d{4}/.test(since) && Number(since.slice(0, 4)) > 1900
      ? Number(on.slice(0, 4)) - Number(since.slice(0, 4)) || null
      : null
  const born: Coming[] = next
    ? [{ kind: 'birthday', label: null, on: next.on, inDays: next.inDays, years: yearsOn(next.on, birthday) }]
    : []
  const marked = dates.map(({ label, date }): Coming => {
    const on = nextTime(date.slice(-5), today)
    const inDays = Math.round((Date.parse(on) - Date.parse(today)) / dayMs)
    return { kind: 'date', label, on, inDays, years: yearsOn(on, date) }
  })
  return [...born, ...marked.filter(each => each.inDays <= ahead)].sort((a, b) => a.inDays - b.inDays)
}
