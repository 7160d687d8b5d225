import type { GateDecision, GateReason } from '@rapport/contract'

type Written = { status: string; due_at: Date | null; held_because: string[] | null }

/** What the gate said of a message that is written already, for the same tap that comes again: whether it is held, and until when. */
export const saidBefore = ({ status, due_at, held_because }: Written): GateDecision => {
  const held = status === 'scheduled'
  return {
    verdict: held ? 'hold' : 'allow',
    reasons: held ? ((held_because ?? []) as GateReason[]) : [],
    nextAllowedAt: held ? (due_at?.toISOString() ?? null) : null,
    instead: [],
  }
}
