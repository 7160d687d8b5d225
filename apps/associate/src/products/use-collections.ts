import { orpc } from '@rapport/client'
import { useQuery } from '@tanstack/react-query'

/** The collections in their order. */
export const useCollections = () => {
  const query = useQuery(orpc.catalog.collections.queryOptions({ input: { limit: 100 }, staleTime: 60_000 }))
  return {
    collections: query.data?.items,
    error: query.data ? null : query.error,
    retry: query.refetch,
  }
}
