import { useDebouncedValue } from '@mantine/hooks'
import { orpc } from '@rapport/client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useStore } from '../shell/store-choice.ts'

export type CustomerList = 'mine' | 'store' | 'starred'

/** A list of customers, searched as one types; the last answer stays until the next is there. */
export const useCustomers = (list: CustomerList, words: string) => {
  const storeId = useStore().id
  const [q] = useDebouncedValue(words.trim(), 220)
  const query = useInfiniteQuery(
    orpc.customers.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        storeId,
        list,
        limit: 50,
        ...(q === '' ? {} : { q }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const rows = useMemo(() => data?.pages.flatMap(page => page.items), [data])
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  return { rows, q, more, hasMore: hasNextPage, error: data ? null : query.error, retry: query.refetch }
}
