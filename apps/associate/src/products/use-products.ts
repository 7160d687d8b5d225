import { useDebouncedValue } from '@mantine/hooks'
import { orpc } from '@rapport/client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useStore } from '../shell/store-choice.ts'

/** Products searched as one types, of one collection or of all; the last answer stays until the next is there. */
export const useProducts = (words: string, collectionId?: string, enabled = true) => {
  const storeId = useStore().id
  const [q] = useDebouncedValue(words.trim(), 220)
  const query = useInfiniteQuery({
    ...orpc.catalog.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        storeId,
        limit: 40,
        ...(q === '' ? {} : { q }),
        ...(collectionId === undefined ? {} : { collectionId }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
    enabled,
  })
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const rows = useMemo(() => data?.pages.flatMap(page => page.items), [data])
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  return {
    rows,
    q,
    more,
    hasMore: hasNextPage,
    /** What is shown belongs to what was asked before. */
    old: query.isPlaceholderData,
    error: data ? null : query.error,
    retry: query.refetch,
  }
}
