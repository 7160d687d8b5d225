import type { Conversation } from '@rapport/contract'
import { type QueryClient, skipToken, useQuery } from '@tanstack/react-query'

export type Present = Conversation['presence']

/** Where presence of a conversation lives in the cache; only signals write it. */
export const presenceKey = (conversationId: string) => ['presence', conversationId] as const

/** Presence lasts 20 s unless repeated, also when the signal that ends it is lost. */
const lastsMs = 25_000
const ends = new Map<string, ReturnType<typeof setTimeout>>()

export const setPresence = (queryClient: QueryClient, conversationId: string, present: Present): void => {
  clearTimeout(ends.get(conversationId))
  queryClient.setQueryData<Present>(presenceKey(conversationId), present)
  if (present.length === 0) return
  const end = () => queryClient.setQueryData<Present>(presenceKey(conversationId), [])
  ends.set(conversationId, setTimeout(end, lastsMs))
}

/** Who looks at or types in a conversation now, without me. */
export const usePresence = (conversationId: string, myId: string): Present =>
  (
    useQuery<Present>({
      queryKey: presenceKey(conversationId),
      queryFn: skipToken,
      staleTime: Number.POSITIVE_INFINITY,
    }).data ?? []
  ).filter(one => one.staff.id !== myId)
