import type { QueryClient } from '@tanstack/react-query'
import { api, orpc } from '../api.ts'
import { holdsListOf, putConversation } from './row-cache.ts'

/** Signals of a burst share one fetch per conversation; above this many the lists are fetched anew instead. */
const gatherMs = 60
const manyRows = 12
const waiting = new Map<string, string>()
let gathering = false

/** Fetches a changed conversation soon and puts its row where it belongs; the counts follow in any case. */
export const refreshConversation = (
  queryClient: QueryClient,
  storeId: string,
  conversationId: string,
): void => {
  waiting.set(conversationId, storeId)
  if (gathering) return
  gathering = true
  setTimeout(() => void flush(queryClient), gatherMs)
}

/** Only what some screen has shown is worth fetching. */
const isShown = (queryClient: QueryClient, conversationId: string, storeId: string): boolean =>
  holdsListOf(queryClient, storeId) ||
  queryClient.getQueryData(orpc.conversations.get.queryKey({ input: { conversationId } })) !== undefined

const flush = async (queryClient: QueryClient) => {
  const batch = [...waiting].filter(([id, storeId]) => isShown(queryClient, id, storeId))
  waiting.clear()
  gathering = false
  void queryClient.invalidateQueries({ queryKey: orpc.conversations.counts.key() })
  if (batch.length > manyRows) {
    await queryClient.invalidateQueries({ queryKey: orpc.conversations.list.key() })
    await queryClient.invalidateQueries({ queryKey: orpc.conversations.get.key() })
    return
  }
  await Promise.all(batch.map(([conversationId]) => fetchRow(queryClient, conversationId)))
}

const newest = new Map<string, number>()

/** Two fetches of one row may answer out of order; only the one asked last is believed. */
const fetchRow = async (queryClient: QueryClient, conversationId: string) => {
  const turn = (newest.get(conversationId) ?? 0) + 1
  newest.set(conversationId, turn)
  try {
    const row = await api.conversations.get({ conversationId })
    const isNewest = () => newest.get(conversationId) === turn
    if (isNewest()) putConversation(queryClient, row)
    // A list that was on its way when this was said may bring the row as it was before.
    while (isNewest() && queryClient.isFetching({ queryKey: orpc.conversations.list.key() }) > 0) {
      await new Promise(resolve => setTimeout(resolve, gatherMs))
      if (isNewest()) putConversation(queryClient, row)
    }
  } catch {
    await queryClient.invalidateQueries({ queryKey: orpc.conversations.list.key() })
  }
}
