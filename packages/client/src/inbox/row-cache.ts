import type { Conversation, ConversationRow } from '@rapport/contract'
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { orpc } from '../api.ts'
import { type Inbox, type InboxFilter, type InboxPages, placeRow } from './place-row.ts'

type ListInput = { storeId: string; inbox?: Inbox; filter?: InboxFilter }

/** What a cached inbox list was asked for: the second part of an oRPC key. */
const askedFor = (key: QueryKey) => (key[1] as { input?: ListInput }).input

const lists = (queryClient: QueryClient) =>
  queryClient.getQueriesData<InboxPages>({ queryKey: orpc.conversations.list.key({ type: 'infinite' }) })

/** Is any list of this store on the device? */
export const holdsListOf = (queryClient: QueryClient, storeId: string): boolean =>
  lists(queryClient).some(([key]) => askedFor(key)?.storeId === storeId)

/** Writes a fresh row into every cached list of its store and into the open conversation. */
export const putConversation = (queryClient: QueryClient, row: Conversation): void => {
  queryClient.setQueryData(orpc.conversations.get.queryKey({ input: { conversationId: row.id } }), row)
  for (const [key, list] of lists(queryClient)) {
    const asked = askedFor(key)
    if (!list || asked?.storeId !== row.storeId) continue
    queryClient.setQueryData(key, placeRow(list, row, asked.inbox ?? 'mine', asked.filter ?? 'active'))
  }
}

/** Changes one row wherever it is shown, leaving it where it is. */
export const patchRow = (
  queryClient: QueryClient,
  conversationId: string,
  change: (row: ConversationRow) => ConversationRow,
): void => {
  const patch = (row: ConversationRow) => (row.id === conversationId ? change(row) : row)
  for (const [key, list] of lists(queryClient)) {
    if (!list?.pages.some(page => page.items.some(row => row.id === conversationId))) continue
    const pages = list.pages.map(page => ({ ...page, items: page.items.map(patch) }))
    queryClient.setQueryData(key, { ...list, pages })
  }
  queryClient.setQueryData<Conversation>(
    orpc.conversations.get.queryKey({ input: { conversationId } }),
    open => open && { ...open, ...change(open) },
  )
}

/** Read, here or on another device. The row stays in its list, so that nothing leaves from under a finger. */
export const clearUnread = (queryClient: QueryClient, conversationId: string): void =>
  patchRow(queryClient, conversationId, row => ({ ...row, unread: 0 }))
