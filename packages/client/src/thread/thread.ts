import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'
import { mergeMessages, type Thread } from './merge-messages.ts'

/** Where the loaded window of a conversation lives in the cache. */
export const threadKey = (conversationId: string) => ['thread', conversationId] as const

/** Its last lines, or those around a sequence. A refetch keeps what is there and fetches what is newer. */
export const threadOptions = (queryClient: QueryClient, conversationId: string, around?: number) =>
  queryOptions<Thread>({
    queryKey: threadKey(conversationId),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const known = queryClient.getQueryData<Thread>(threadKey(conversationId))
      if (known?.items.length && !known.hasNewer) return withNewer(conversationId, known)
      return api.conversations.messages(
        around === undefined ? { conversationId } : { conversationId, around },
      )
    },
  })

/** Replaces the window by the lines around a sequence, as after a search hit. */
export const jumpTo = async (queryClient: QueryClient, conversationId: string, around?: number) => {
  const window = await api.conversations.messages(
    around === undefined ? { conversationId } : { conversationId, around },
  )
  queryClient.setQueryData<Thread>(threadKey(conversationId), window)
}

const withNewer = async (conversationId: string, known: Thread): Promise<Thread> => {
  const overlap = known.items.slice(-20)[0]!.sequence - 1
  let { items, hasNewer } = { items: known.items, hasNewer: true }
  for (let after = overlap; hasNewer; after = items.at(-1)!.sequence) {
    const page = await api.conversations.messages({ conversationId, after, limit: 100 })
    items = mergeMessages(items, page.items)
    hasNewer = page.hasNewer && page.items.length > 0
  }
  return { ...known, items, hasNewer: false }
}

/** Fetches a page before the first or after the last loaded line. */
export const extendThread = async (
  queryClient: QueryClient,
  conversationId: string,
  direction: 'older' | 'newer',
) => {
  const known = queryClient.getQueryData<Thread>(threadKey(conversationId))
  const edge = direction === 'older' ? known?.items[0] : known?.items.at(-1)
  if (!edge) return
  const page = await api.conversations.messages(
    direction === 'older'
      ? { conversationId, before: edge.sequence }
      : { conversationId, after: edge.sequence },
  )
  putMessages(queryClient, conversationId, page.items, thread =>
    direction === 'older' ? { ...thread, hasOlder: page.hasOlder } : { ...thread, hasNewer: page.hasNewer },
  )
}

/** Merges lines into the loaded window, as after a send that answered with its message. */
export const putMessages = (
  queryClient: QueryClient,
  conversationId: string,
  messages: Thread['items'],
  change: (thread: Thread) => Thread = thread => thread,
) =>
  queryClient.setQueryData<Thread>(
    threadKey(conversationId),
    thread => thread && change({ ...thread, items: mergeMessages(thread.items, messages) }),
  )

/** After a signal: fetches lines after the last loaded one, and the one line whose state changed. */
export const catchUpThread = async (
  queryClient: QueryClient,
  conversationId: string,
  sequence: number,
  messageId: string | null,
) => {
  const known = queryClient.getQueryData<Thread>(threadKey(conversationId))
  if (!known) return
  try {
    const last = known.items.at(-1)?.sequence ?? 0
    if (sequence > last && !known.hasNewer) {
      const page = await api.conversations.messages({ conversationId, after: last, limit: 100 })
      putMessages(queryClient, conversationId, page.items, thread => ({ ...thread, hasNewer: page.hasNewer }))
    }
    if (messageId && known.items.some(message => message.id === messageId))
      putMessages(queryClient, conversationId, [await api.conversations.message({ messageId })])
  } catch {
    await queryClient.invalidateQueries({ queryKey: threadKey(conversationId) })
  }
}
