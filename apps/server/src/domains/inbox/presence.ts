import type { StaffSummary } from '@rapport/contract'
import type { Bus } from '../../platform/bus.ts'
import type { Clock } from '../../platform/clock.ts'

export type PresenceState = 'viewing' | 'typing'
export type Presence = { staff: StaffSummary; state: PresenceState }
type Told = { storeId: string; conversationId: string; staff: StaffSummary; state: PresenceState | 'away' }
type Held = Presence & { until: number }

const lastsMs = 20_000
const typingLastsMs = 6_000

/**
 * Who looks at which conversation and who types, over all processes (INB-3). Kept in memory alone: it is gone when
 * its people are. Each says so again every few seconds; silence is absence.
 */
export function createPresence(
  { bus, clock }: { bus: Bus; clock: Clock },
  onChange: (storeId: string, conversationId: string, present: Presence[]) => void,
) {
  const conversations = new Map<string, { storeId: string; people: Map<string, Held> }>()

  const presentIn = (conversationId: string): Presence[] =>
    [...(conversations.get(conversationId)?.people.values() ?? [])].map(({ staff, state }) => ({
      staff,
      state,
    }))

  function apply(told: Told) {
    const place = conversations.get(told.conversationId) ?? {
      storeId: told.storeId,
      people: new Map<string, Held>(),
    }
    const before = place.people.get(told.staff.id)?.state
    if (told.state === 'away') place.people.delete(told.staff.id)
    else
      place.people.set(told.staff.id, {
        staff: told.staff,
        state: told.state,
        until: clock.now().getTime() + (told.state === 'typing' ? typingLastsMs : lastsMs),
      })
    if (place.people.size > 0) conversations.set(told.conversationId, place)
    else conversations.delete(told.conversationId)
    if (before !== (told.state === 'away' ? undefined : told.state))
      onChange(told.storeId, told.conversationId, presentIn(told.conversationId))
  }
  const deaf = bus.on('presence', told => apply(told as Told))

  const sweep = setInterval(() => {
    const now = clock.now().getTime()
    for (const [conversationId, { storeId, people }] of conversations) {
      const gone = [...people.values()].filter(person => person.until <= now)
      if (gone.length === 0) continue
      for (const person of gone) {
        // Who stops typing still looks, until the longer silence.
        if (person.state === 'typing')
          people.set(person.staff.id, { ...person, state: 'viewing', until: now + lastsMs - typingLastsMs })
        else people.delete(person.staff.id)
      }
      if (people.size === 0) conversations.delete(conversationId)
      onChange(storeId, conversationId, presentIn(conversationId))
    }
  }, 1000)
  sweep.unref()

  return {
    presentIn,
    /** All who are present in these stores now, by conversation. */
    presentAt: (storeIds: readonly string[]) =>
      [...conversations].flatMap(([conversationId, { storeId }]) =>
        storeIds.includes(storeId) ? [{ storeId, conversationId, present: presentIn(conversationId) }] : [],
      ),
    tell(told: Told) {
      bus.tellPresence(told)
    },
    close() {
      deaf()
      clearInterval(sweep)
    },
  }
}
export type PresenceBoard = ReturnType<typeof createPresence>
