/** The carrier's own time: the machine's, moved by an offset, so that a demo can play days in minutes. */
export interface Clock {
  offsetMs: number
  now(): number
}

/** A clock that starts at the machine's time. */
export function createClock(): Clock {
  return {
    offsetMs: 0,
    now() {
      return Date.now() + this.offsetMs
    },
  }
}

/** RFC 2822 as Twilio writes it, always in UTC: `Sun, 22 Nov 2026 09:41:00 +0000`. */
export function rfc2822(atMs: number): string {
  return new Date(atMs).toUTCString().replace('GMT', '+0000')
}
