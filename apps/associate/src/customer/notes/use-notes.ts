import { api, orpc } from '@rapport/client'
import type { Note, NoteLabel } from '@rapport/contract'
import {
  type InfiniteData,
  type QueryClient,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useMay } from '../../shell/session.ts'
import { useStore } from '../../shell/store-choice.ts'
import { mentionedIn } from './mentions.ts'
import { changesToNote, type NoteDraft } from './note-edit.ts'

export const noteLabels: readonly NoteLabel[] = ['preference', 'feedback', 'size', 'request']
type Pages = InfiniteData<{ items: Note[]; nextCursor: string | null }>

/** Notes on a customer: the pinned ones, then the latest. */
export const useNotes = (customerId: string, label: NoteLabel | null) => {
  const storeId = useStore().id
  const pages = useInfiniteQuery(
    orpc.notes.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        storeId,
        customerId,
        limit: 20,
        ...(label ? { label } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
    }),
  )
  return { pages, notes: pages.data?.pages.flatMap(page => page.items) }
}

/** Whom a note on this customer can mention; asked for when someone writes. */
export const useColleagues = (customerId: string, wanted: boolean) => {
  const storeId = useStore().id
  const input = wanted ? { storeId, customerId } : skipToken
  return useQuery(orpc.notes.colleagues.queryOptions({ input })).data?.staff ?? []
}

/** Every list of notes on this customer, of whatever label. */
export const notesKey = (customerId: string) => orpc.notes.list.key({ input: { customerId } })

/** Writes a note, or sends what was changed of one. `onSaved` is told also where its form has gone meanwhile. */
export const useSaveNote = (
  customerId: string,
  noteId: string | null,
  onSaved: (sent: NoteDraft) => void,
) => {
  const storeId = useStore().id
  const queryClient = useQueryClient()
  const colleagues = useColleagues(customerId, true)
  const save = useMutation({
    mutationFn: (sent: NoteDraft) => {
      const { body, labels, pinned, wordsId: idempotencyKey, base } = sent
      if (noteId !== null && base)
        return api.notes.update({ noteId, ...changesToNote(sent, base, colleagues) })
      const note = { body: body.trim(), labels, pinned, mentions: mentionedIn(body, colleagues) }
      return api.notes.add({ storeId, customerId, ...note }, { context: { idempotencyKey } })
    },
    onSuccess: (saved, sent) => {
      onSaved(sent)
      if (noteId !== null) patchNote(queryClient, customerId, saved)
      void queryClient.invalidateQueries({ queryKey: notesKey(customerId) })
    },
  })
  return { save, colleagues }
}

/** Shows what is known of a note already, until its list is fetched again. */
const patchNote = (queryClient: QueryClient, customerId: string, note: Pick<Note, 'id'> & Partial<Note>) =>
  queryClient.setQueriesData<Pages>(
    { queryKey: orpc.notes.list.key({ type: 'infinite', input: { customerId } }) },
    list =>
      list && {
        ...list,
        pages: list.pages.map(page => ({
          ...page,
          items: page.items.map(each => (each.id === note.id ? { ...each, ...note } : each)),
        })),
      },
  )

/** Pins a note or takes its pin; shown at once, taken back if the server refuses. */
export const usePin = (customerId: string, onError: (error: unknown) => void) => {
  const queryClient = useQueryClient()
  const show = (id: string, pinned: boolean) => patchNote(queryClient, customerId, { id, pinned })
  const pin = useMutation({
    mutationFn: ({ id, pinned }: Note) => api.notes.update({ noteId: id, pinned: !pinned }),
    onMutate: ({ id, pinned }) => void show(id, !pinned),
    onError: (error, { id, pinned }) => {
      show(id, pinned)
      onError(error)
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: notesKey(customerId) }),
  })
  return { pin: pin.mutate, mayPin: useMay('customer.edit') }
}
