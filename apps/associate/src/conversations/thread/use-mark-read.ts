import { useDocumentVisibility } from '@mantine/hooks'
import { api, clearUnread, orpc } from '@rapport/client'
import type { Conversation } from '@rapport/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

/** Reads the conversation, on all devices, while its end is in view. */
export function useMarkRead(conversation: Conversation, lastSequence: number, atNewest: boolean): void {
  const queryClient = useQueryClient()
  const visible = useDocumentVisibility() === 'visible'
  const marking = useRef(0)
  const { id, unread } = conversation
  // A thread that was read before shows its old end first; reading that would leave what is new unread, and hide it.
  const complete = lastSequence >= conversation.lastSequence
  useEffect(() => {
    if (
      !complete ||
      !visible ||
      !atNewest ||
      unread === 0 ||
      lastSequence === 0 ||
      marking.current >= lastSequence
    )
      return
    marking.current = lastSequence
    api.conversations
      .markRead({ conversationId: id, sequence: lastSequence })
      .then(() => {
        clearUnread(queryClient, id)
        void queryClient.invalidateQueries({ queryKey: orpc.conversations.counts.key() })
      })
      .catch(() => {
        marking.current = 0
      })
  }, [complete, visible, atNewest, unread, lastSequence, id, queryClient])
}
