import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Outbox, OutboxState } from './outbox.ts'
import { outboxOf } from './start-outbox.ts'

/** The outbox of the person signed in, and what it holds now. */
export function useOutbox(staffId: string): { readonly outbox: Outbox; readonly state: OutboxState } {
  const outbox = outboxOf(staffId, useQueryClient())
  return { outbox, state: useSyncExternalStore(outbox.subscribe, outbox.snapshot) }
}
