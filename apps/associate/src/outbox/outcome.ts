import type { GateDecision, Message } from '@rapport/contract'

/** What an attempt to send came to. */
export type Outcome =
  | { readonly type: 'sent'; readonly message: Message }
  | { readonly type: 'moved_on'; readonly inBetween: readonly Message[]; readonly lastSequence: number }
  /** Nothing will change by trying again: the text goes back to its author. */
  | { readonly type: 'refused'; readonly code: string; readonly decision: GateDecision | null }
  /** The network or the server did not answer: try again later, with the same client id. */
  | { readonly type: 'unanswered' }
  /** Nobody is signed in: keep everything until someone is. */
  | { readonly type: 'signed_out' }

const passing = new Set(['TOO_MANY_REQUESTS', 'TIMEOUT', 'CLIENT_CLOSED_REQUEST'])

/**
 * Reads a failed attempt. Only a refusal that the server itself gave ends an attempt; anything else may have
 * been sent already, and is asked again.
 */
export function outcomeOf(error: unknown): Outcome {
  const { code, status, data } = partsOf(error)
  if (code === null || status === null || status >= 500 || passing.has(code)) return { type: 'unanswered' }
  if (status === 401) return { type: 'signed_out' }
  if (code === 'CONVERSATION_MOVED_ON' && isMovedOn(data)) return { type: 'moved_on', ...data }
  return { type: 'refused', code, decision: isDecision(data) ? data : null }
}

function partsOf(error: unknown): { code: string | null; status: number | null; data: unknown } {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('status' in error))
    return { code: null, status: null, data: null }
  return {
    code: typeof error.code === 'string' ? error.code : null,
    status: typeof error.status === 'number' ? error.status : null,
    data: 'data' in error ? error.data : null,
  }
}

function isMovedOn(data: unknown): data is { inBetween: Message[]; lastSequence: number } {
  return typeof data === 'object' && data !== null && 'inBetween' in data && 'lastSequence' in data
}

/** Is this the gate's answer? */
export function isDecision(data: unknown): data is GateDecision {
  return typeof data === 'object' && data !== null && 'verdict' in data && 'reasons' in data
}
