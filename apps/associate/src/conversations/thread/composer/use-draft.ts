import { useEffect, useSyncExternalStore } from 'react'
import { useOutbox } from '../../../outbox/use-outbox.ts'
import { type Draft, draftKey, onDraftChange, readDraft, settleDraft } from './draft-store.ts'

/** The draft of this person in this conversation. One that reached the outbox before a crash is none any more. */
export function useDraft(
  staffId: string,
  conversationId: string,
): { readonly key: string; readonly draft: Draft | null } {
  const key = draftKey(staffId, conversationId)
  const draft = useSyncExternalStore(onDraftChange, () => readDraft(key))
  const { state } = useOutbox(staffId)
  const queued = draft !== null && state.entries.some(entry => entry.clientId === draft.clientId)
  useEffect(() => {
    if (queued && draft) settleDraft(key, draft.clientId)
  }, [queued, key, draft])
  return { key, draft: queued ? null : draft }
}
