import { onSignal } from '@rapport/client'
import { useEffect, useSyncExternalStore } from 'react'
import { type ThreadState, type ThreadStore, threadStore } from './thread-store.ts'

/** The thread of a conversation, opened at its end or around a line, kept true by live signals. */
export function useThread(
  conversationId: string,
  around: number | undefined,
): { readonly store: ThreadStore; readonly state: ThreadState } {
  const store = threadStore(conversationId)
  const state = useSyncExternalStore(store.subscribe, store.snapshot)
  useEffect(() => {
    void store.open(around, 60)
    return onSignal(store.onSignal)
  }, [store, around])
  return { store, state }
}
