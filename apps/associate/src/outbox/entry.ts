import type { Message } from '@rapport/contract'

/** One tap on Send, stored before anything is asked of the network. */
export type OutboxEntry = {
  readonly clientId: string
  readonly staffId: string
  readonly conversationId: string
  /** Grows with each tap: what was tapped first goes first. */
  readonly order: number
  readonly at: string
  readonly body: string
  readonly seenSequence: number
  readonly quickReplyId: string | null
  /** The failed message that is tried again, if this is no new text. */
  readonly retryOf: string | null
  readonly attempts: number
  /** The conversation has moved on; someone must read what came in between. */
  readonly movedOn: { readonly inBetween: readonly Message[]; readonly lastSequence: number } | null
}

let last = 0

/** An entry as a tap makes it. Its order follows the clock, but never stands still. */
export function newEntry(
  tap: Omit<OutboxEntry, 'order' | 'at' | 'attempts' | 'movedOn'>,
  now = Date.now(),
): OutboxEntry {
  last = Math.max(now, last + 1)
  return { ...tap, order: last, at: new Date(now).toISOString(), attempts: 0, movedOn: null }
}
