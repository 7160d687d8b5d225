import { orpc } from '@rapport/client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useStore } from '../../shell/store-choice.ts'

/** What a customer bought, newest first, a page at a time. */
export const useOrders = (customerId: string) => {
  const storeId = useStore().id
  const pages = useInfiniteQuery(
    orpc.orders.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        storeId,
        customerId,
        limit: 20,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
    }),
  )
  return { pages, orders: pages.data?.pages.flatMap(page => page.items) }
}
