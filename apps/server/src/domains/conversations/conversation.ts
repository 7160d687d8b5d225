import type { ConsentState } from '@rapport/contract'

/** A conversation, its store and its customer: what an event about it says, and who is written to. */
export type Thread = { id: string; storeId: string; customerId: string }

export const subjectOf = ({ id, storeId, customerId }: Thread) => ({
  storeId,
  conversationId: id,
  customerId,
})

const dayMs = 24 * 60 * 60_000
/** INB-4: how long a conversation stays in the inbox by itself, in days. */
export const archiveDays = { quiet: 120, opted_out: 2, unanswered: 7 } as const
export type ArchiveReason = keyof typeof archiveDays

/** When the conversation leaves the inbox by itself if nothing more happens, and why. */
export function archivePlan(
  consent: { state: ConsentState; since: Date | null },
  lastActivityAt: Date,
): { at: Date; reason: ArchiveReason } {
  const after = (from: Date, reason: ArchiveReason) => ({
    at: new Date(from.getTime() + archiveDays[reason] * dayMs),
    reason,
  })
  if (consent.state === 'opted_out' && consent.since) return after(consent.since, 'opted_out')
  if (consent.state === 'requested' && consent.since) return after(consent.since, 'unanswered')
  return after(lastActivityAt, 'quiet')
}
