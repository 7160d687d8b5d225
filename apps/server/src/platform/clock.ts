/** The only source of "now" for everything the business decides. SQL gets it as a parameter. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that a demo or a test can move; time goes on running from where it was put. */
export function movableClock(offsetMs = 0) {
  let offset = offsetMs
  return {
    now: () => new Date(Date.now() + offset),
    get offsetMs() {
      return offset
    },
    moveTo(next: number) {
      offset = next
    },
  }
}
export type MovableClock = ReturnType<typeof movableClock>
