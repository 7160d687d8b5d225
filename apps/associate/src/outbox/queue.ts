import type { OutboxEntry } from './entry.ts'
import type { Outcome } from './outcome.ts'

/** The entries that may go now: the first of each conversation, unless it waits for a person. */
export function ready(entries: readonly OutboxEntry[], staffId: string): OutboxEntry[] {
  const heads = new Map<string, OutboxEntry>()
  for (const entry of entries) {
    if (entry.staffId !== staffId) continue
    const head = heads.get(entry.conversationId)
    if (!head || entry.order < head.order) heads.set(entry.conversationId, entry)
  }
  return [...heads.values()].filter(head => head.movedOn === null)
}

/** The queue after an attempt of `clientId`. */
export function settle(
  entries: readonly OutboxEntry[],
  clientId: string,
  outcome: Outcome,
): readonly OutboxEntry[] {
  const entry = entries.find(each => each.clientId === clientId)
  if (!entry) return entries
  const rest = entries.filter(each => each !== entry)
  const same = (changed: OutboxEntry) => entries.map(each => (each === entry ? changed : each))
  switch (outcome.type) {
    case 'sent':
      return rest.map(each => afterOwn(each, entry, outcome.message.sequence))
    case 'refused':
      return rest
    case 'moved_on':
      return same({ ...entry, movedOn: { inBetween: outcome.inBetween, lastSequence: outcome.lastSequence } })
    case 'unanswered':
      return same({ ...entry, attempts: entry.attempts + 1 })
    case 'signed_out':
      return entries
  }
}

/** «Send anyway»: its author, and so everything that waits behind it, has now read up to there. */
export function confirmMovedOn(entries: readonly OutboxEntry[], clientId: string): readonly OutboxEntry[] {
  const entry = entries.find(each => each.clientId === clientId)
  const read = entry?.movedOn?.lastSequence
  if (!entry || read === undefined) return entries
  return entries.map(each => {
    if (each.conversationId !== entry.conversationId || each.staffId !== entry.staffId) return each
    const seenSequence = Math.max(each.seenSequence, read)
    return each === entry
      ? { ...each, seenSequence, movedOn: null, retryOf: null }
      : { ...each, seenSequence }
  })
}

/** Seconds to wait before trying again: 1, 2, 4 … 30. */
export const backoffSeconds = (attempts: number) => Math.min(30, 2 ** Math.min(attempts, 5))

/** One's own message, arriving next, is nothing that its author has not seen. */
function afterOwn(each: OutboxEntry, sent: OutboxEntry, sequence: number): OutboxEntry {
  const follows = each.conversationId === sent.conversationId && each.staffId === sent.staffId
  return follows && each.seenSequence + 1 === sequence ? { ...each, seenSequence: sequence } : each
}
