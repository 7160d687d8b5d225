import { api, orpc } from '@rapport/client'
import type { Note, NoteLabel } from '@rapport/contract'
import {
  type InfiniteData,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useMay } from '../../shell/session.ts'
import { useStore } from '../../shell/store-choice.ts'

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

type Words = { body: string; labels: NoteLabel[]; pinned: boolean; mentions: string[] }
/** `wordsId`: one for these words, so that a note whose answer was lost is not written again by the second try. */
type Writing = { words: Words; wordsId: string }

/** Writes a note, or other words for one. */
export const useSaveNote = (customerId: string, noteId: string | null) => {
  const storeId = useStore().id
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ words, wordsId }: Writing) =>
      noteId === null
        ? api.notes.add({ storeId, customerId, ...words }, { context: { idempotencyKey: wordsId } })
        : api.notes.update({ noteId, ...words }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: notesKey(customerId) }),
  })
}

/** Pins a note or takes its pin; shown at once, taken back if the server refuses. */
export const usePin = (customerId: string, onError: (error: unknown) => void) => {
  const queryClient = useQueryClient()
  const show = (noteId: string, pinned: boolean) =>
    queryClient.setQueriesData<Pages>(
      { queryKey: orpc.notes.list.key({ type: 'infinite', input: { customerId } }) },
      list =>
        list && {
          ...list,
          pages: list.pages.map(page => ({
            ...page,
            items: page.items.map(note => (note.id === noteId ? { ...note, pinned } : note)),
          })),
        },
    )
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
