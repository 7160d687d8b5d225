import { type Inbox, type InboxFilter, orpc } from '@rapport/client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useStore } from '../../shell/store-choice.ts'

/** The rows of an inbox, page by page; live signals keep them true (see `putConversation`). */
export const useInbox = (inbox: Inbox, filter: InboxFilter) => {
  const storeId = useStore().id
  const query = useInfiniteQuery(
    orpc.conversations.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        storeId,
        inbox,
        filter,
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
    }),
  )
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const rows = useMemo(() => data?.pages.flatMap(page => page.items), [data])
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  return { rows, more, hasMore: hasNextPage, error: data ? null : query.error, retry: query.refetch }
}
