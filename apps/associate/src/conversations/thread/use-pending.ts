import type { Message } from '@rapport/contract'
import { useMemo } from 'react'
import type { OutboxEntry } from '../../outbox/entry.ts'
import { useOutbox } from '../../outbox/use-outbox.ts'
import type { Progress } from './tick.tsx'

/** A tap that has not become a line of the thread yet. */
export type Pending = { readonly entry: OutboxEntry; readonly progress: Progress }

/** What was tapped in this conversation and is not in the thread, first tapped first. */
export function usePending(
  conversationId: string,
  staffId: string,
  lines: readonly Message[],
): readonly Pending[] {
  const { state } = useOutbox(staffId)
  return useMemo(() => {
    const arrived = new Set(lines.map(line => line.clientId))
    return state.entries
      .filter(entry => entry.conversationId === conversationId && !arrived.has(entry.clientId))
      .map(entry => ({
        entry,
        progress: entry.movedOn
          ? ('held' as const)
          : state.sending.has(entry.clientId)
            ? ('sending' as const)
            : state.stalled || entry.attempts > 0
              ? ('waiting' as const)
              : ('queued' as const),
      }))
  }, [state, conversationId, lines])
}
