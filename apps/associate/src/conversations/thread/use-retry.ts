import type { Message } from '@rapport/contract'
import { useCallback } from 'react'
import { newEntry } from '../../outbox/entry.ts'
import { useOutbox } from '../../outbox/use-outbox.ts'

/** Tries a failed message again, through the outbox; tapping twice is one try. */
export function useRetry(conversationId: string, staffId: string): (message: Message) => void {
  const { outbox } = useOutbox(staffId)
  return useCallback(
    message => {
      if (outbox.snapshot().entries.some(entry => entry.retryOf === message.id)) return
      void outbox.add(
        newEntry({
          clientId: crypto.randomUUID(),
          staffId,
          conversationId,
          body: message.body,
          seenSequence: message.sequence,
          quickReplyId: null,
          retryOf: message.id,
        }),
      )
    },
    [outbox, staffId, conversationId],
  )
}
