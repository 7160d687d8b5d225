import type { CartEvent } from '@rapport/contract'

/** Events that stand together because they are of one version, in their order. */
export function byVersion(events: readonly CartEvent[]): { version: number | null; events: CartEvent[] }[] {
  const groups: { version: number | null; events: CartEvent[] }[] = []
  for (const event of events) {
    const last = groups.at(-1)
    if (last && last.version === event.version) last.events.push(event)
    else groups.push({ version: event.version, events: [event] })
  }
  return groups
}
