import { nextAllowed } from '../domains/consent/index.ts'
import { nextTime } from './moment.ts'
import type { PlayedMessage, Scene } from './played.ts'

const hourMs = 60 * 60_000

/** Written at night it waits for the morning; by day it is one of last night's that went this morning. */
export function whenHeld(at: Date, { customer, now }: Scene): Partial<PlayedMessage> {
  const hours = { quietFrom: '08:00', quietUntil: '21:00' }
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime())
  const quiet = nextAllowed(instant, [customer.zone], customer, hours)
  const held_because = ['quiet_hours']
  const due_at = quiet.nextAllowedAt && new Date(quiet.nextAllowedAt.epochMilliseconds)
  if (due_at && due_at > now) {
    return {
      status: 'scheduled',
      held_because,
      due_at,
      attempted_at: null,
      attempts: 0,
      provider_message_id: null,
    }
  }
  if (due_at) return { held_because, due_at, attempted_at: due_at }
  const gone = new Date(nextTime('8:00', customer.zone, now).getTime() - 24 * hourMs)
  return {
    held_because,
    due_at: gone,
    attempted_at: gone,
    created_at: new Date(gone.getTime() - 10 * hourMs),
  }
}
