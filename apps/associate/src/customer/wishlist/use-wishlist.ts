import { orpc } from '@rapport/client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useStore } from '../../shell/store-choice.ts'
import { useHidden } from '../use-removal.tsx'

/** What a customer wishes for, the latest first, without what is being taken away. */
export const useWishlist = (customerId: string) => {
  const storeId = useStore().id
  const hidden = useHidden()
  const pages = useInfiniteQuery(
    orpc.wishlist.list.infiniteOptions({
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
  const wishes = pages.data?.pages.flatMap(page => page.items).filter(item => !hidden.has(item.id))
  return { pages, wishes }
}

/** Every list of this customer's wishes. */
export const wishesKey = (customerId: string) => orpc.wishlist.list.key({ input: { customerId } })
