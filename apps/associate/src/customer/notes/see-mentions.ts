import { notifications } from '@mantine/notifications'
import { api, orpc } from '@rapport/client'
import type { Note } from '@rapport/contract'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useSession } from '../../shell/session.ts'
import { useNewMentions } from '../../shell/use-counts.ts'

/** These mentions of me have been read: the bubble and the notice go. Out of reach they are new once more the next time. */
export const seeMentions = async (
  queryClient: QueryClient,
  notes: readonly { noteId: string; customerId: string }[],
): Promise<void> => {
  for (const { customerId } of notes) notifications.hide(`mention ${customerId}`)
  try {
    await api.notes.seeMentions({ noteIds: notes.map(note => note.noteId) })
    await queryClient.invalidateQueries({ queryKey: orpc.notes.mentionCount.key() })
  } catch {
    // As above.
  }
}

/** A note that names me is read where it stands, not only in the list of mentions. */
export const useReadMentions = (customerId: string, notes: readonly Note[] | undefined): void => {
  const queryClient = useQueryClient()
  const { staff } = useSession()
  const waiting = useNewMentions() > 0
  const told = useRef(new Set<string>())
  const naming = waiting ? (notes ?? []).filter(note => note.mentions.some(each => each.id === staff.id)) : []
  const ids = naming.flatMap(note => (told.current.has(note.id) ? [] : note.id)).join()
  useEffect(() => {
    if (ids === '') return
    const noteIds = ids.split(',')
    for (const id of noteIds) told.current.add(id)
    void seeMentions(
      queryClient,
      noteIds.map(noteId => ({ noteId, customerId })),
    )
  }, [ids, customerId, queryClient])
}
