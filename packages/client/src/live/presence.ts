import type { Conversation } from '@rapport/contract'
import { type QueryClient, skipToken, useQuery } from '@tanstack/react-query'
import { useLive } from './live-state.ts'

export type Present = Conversation['presence']

export const presences = ['presence'] as const
/** Where presence of a conversation lives in the cache; only signals write it. */
export const presenceKey = (conversationId: string) => [...presences, conversationId] as const

/**
 * The server tells all when the connection stands, then each change, also when someone goes silent. As it does not
 * repeat what has not changed, what it said is kept for as long as the app runs.
 */
export const setPresence = (queryClient: QueryClient, conversationId: string, present: Present): void => {
  queryClient.setQueryData<Present>(presenceKey(conversationId), present)
}

/** A new connection tells anew who is where; of whoever left meanwhile it says nothing. */
export const clearPresence = (queryClient: QueryClient): void => {
  queryClient.setQueriesData<Present>({ queryKey: presences }, [])
}

/** Who looks at or types in a conversation now, without me. Without a connection nobody can say. */
export const usePresence = (conversationId: string, myId: string): Present => {
  const live = useLive()
  const { data } = useQuery<Present>({
    queryKey: presenceKey(conversationId),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return live === 'offline' ? [] : (data ?? []).filter(one => one.staff.id !== myId)
}
