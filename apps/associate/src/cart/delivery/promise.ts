/** The day after so many working days from a moment, in a store's time zone, as `2026-11-26`. Weekends do not work. */
export const workingDay = (fromMs: number, days: number, timeZone: string): string => {
  const [year = 0, month = 1, day = 1] = new Intl.DateTimeFormat('en-CA', { timeZone })
    .format(fromMs)
    .split('-')
    .map(Number)
  const at = new Date(Date.UTC(year, month - 1, day))
  let left = days
  while (left > 0 || isWeekend(at)) {
    at.setUTCDate(at.getUTCDate() + 1)
    if (!isWeekend(at)) left -= 1
  }
  return at.toISOString().slice(0, 10)
}

const isWeekend = (at: Date) => at.getUTCDay() === 0 || at.getUTCDay() === 6
