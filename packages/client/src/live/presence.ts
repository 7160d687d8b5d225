import type { Conversation } from '@rapport/contract'
import { type QueryClient, skipToken, useQuery } from '@tanstack/react-query'
import { useLive } from './live-state.ts'

export type Present = Conversation['presence']

/** Where presence of a conversation lives in the cache; only signals write it. */
export const presenceKey = (conversationId: string) => ['presence', conversationId] as const

/** The server tells each change, also when someone goes silent; it does not repeat what has not changed. */
export const setPresence = (queryClient: QueryClient, conversationId: string, present: Present): void => {
  queryClient.setQueryData<Present>(presenceKey(conversationId), present)
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
