import type { MessageStatus } from '@rapport/contract'

/**
 * How far a message has come. Callbacks come late, twice and in any order; a status only ever moves up (MSG-1).
 * `failed` and `canceled` are ends: a late `delivered` does not undo them, and they do not undo a `delivered`.
 */
const rank: Record<MessageStatus, number> = {
  received: 9,
  scheduled: 0,
  queued: 0,
  sending: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  failed: 9,
  canceled: 9,
}

export function advances(from: MessageStatus, to: MessageStatus): boolean {
  if (rank[from] === 9) return false
  if (to === 'failed' || to === 'canceled') return rank[from] < rank.delivered
  return rank[to] > rank[from]
}
