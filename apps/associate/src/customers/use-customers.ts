import { useDebouncedValue } from '@mantine/hooks'
import { orpc } from '@rapport/client'
import type { CustomerFilter, CustomerSort } from '@rapport/contract'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useStore } from '../shell/store-choice.ts'

export type CustomerList = 'mine' | 'store' | 'starred'
type Narrowing = { filter?: CustomerFilter | undefined; sort?: CustomerSort | undefined }

/** A list of customers, searched as one types; the last answer stays until the next is there. */
export const useCustomers = (list: CustomerList, words: string, { filter, sort }: Narrowing = {}) => {
  const storeId = useStore().id
  const [q] = useDebouncedValue(words.trim(), 220)
  const query = useInfiniteQuery(
    orpc.customers.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        storeId,
        list,
        limit: 50,
        ...(q === '' ? {} : { q }),
        ...(filter ? { filter } : {}),
        ...(sort ? { sort } : {}),
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
