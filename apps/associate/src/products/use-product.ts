import { orpc } from '@rapport/client'
import { useQuery } from '@tanstack/react-query'
import { useStore } from '../shell/store-choice.ts'

/** One product, as this store sees it. Stock moves without anyone's doing here, so it is asked for again. */
export const useProduct = (productId: string) => {
  const storeId = useStore().id
  return useQuery({
    ...orpc.catalog.get.queryOptions({ input: { storeId, productId } }),
    refetchInterval: 60_000,
  })
}
