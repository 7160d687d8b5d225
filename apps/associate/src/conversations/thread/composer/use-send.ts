import { useCallback } from 'react'
import { newEntry } from '../../../outbox/entry.ts'
import { setRefused } from '../../../outbox/refusals.ts'
import { useOutbox } from '../../../outbox/use-outbox.ts'
import { draftKey, returnToDraft, settleDraft, takeDraft } from './draft-store.ts'

/** The longest text that the contract takes. */
export const longestText = 1600

/** Sends the draft: taken at once, so that a second tap finds nothing; stored before anything is asked. */
export function useSend(staffId: string, conversationId: string, seen: () => number): () => boolean {
  const { outbox } = useOutbox(staffId)
  return useCallback(() => {
    const key = draftKey(staffId, conversationId)
    const draft = takeDraft(key)
    if (!draft) return false
    const body = draft.text.trim()
    if (body.length > longestText) {
      returnToDraft(key, draft.text)
      return false
    }
    setRefused(conversationId, null)
    const { clientId, quickReplyId } = draft
    outbox
      .add(
        newEntry({
          clientId,
          staffId,
          conversationId,
          body,
          seenSequence: seen(),
          quickReplyId,
          retryOf: null,
        }),
      )
      .then(
        () => settleDraft(key, clientId),
        () => returnToDraft(key, draft.text),
      )
    return true
  }, [outbox, staffId, conversationId, seen])
}
