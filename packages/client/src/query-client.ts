import { QueryCache, QueryClient } from '@tanstack/react-query'
import { orpc } from './api.ts'
import { isFinal, refusalOf } from './refusal.ts'

/**
 * The cache of the app. The live connection keeps it fresh, so nothing refetches by focus;
 * a lost session is noticed by whichever query meets it first.
 */
export const createQueryClient = (): QueryClient => {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const session = orpc.session.get.queryKey()
        if (refusalOf(error).code === 'SIGN_IN_NEEDED' && query.queryKey[0] !== session[0])
          void client.invalidateQueries({ queryKey: session })
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        gcTime: 30 * 60_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: true,
        retry: (failures, error) => !isFinal(error) && failures < 2,
        retryDelay: failures => 400 * 2 ** failures,
      },
      mutations: { networkMode: 'always' },
    },
  })
  return client
}
