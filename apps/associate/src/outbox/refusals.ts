import type { GateDecision } from '@rapport/contract'

/** Why the last text of a conversation came back to its author. */
export type Refused = { readonly code: string; readonly decision: GateDecision | null }

const refusals = new Map<string, Refused>()
const listeners = new Set<() => void>()

/** What was refused last in this conversation, until it is read or something else is sent. */
export const refusedIn = (conversationId: string) => refusals.get(conversationId) ?? null

/** Notes a refusal, or with null that it has been read. */
export function setRefused(conversationId: string, refused: Refused | null): void {
  if (refused) refusals.set(conversationId, refused)
  else if (!refusals.delete(conversationId)) return
  for (const listener of listeners) listener()
}

/** Lets a screen follow refusals. */
export function onRefused(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
