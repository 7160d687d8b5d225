import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { orpc } from './api.ts'
import { forgetWhoIsGone } from './gone.ts'
import { presences } from './live/presence.ts'
import { isFinal, refusalOf } from './refusal.ts'

/** Asks again who is signed in; the answer takes every screen to where it belongs. */
export const recheckSession = (client: QueryClient): void =>
  void client.invalidateQueries({ queryKey: orpc.session.get.queryKey() })

/**
 * The cache of the app. The live connection keeps it fresh, so nothing refetches by focus;
 * a lost session is noticed by whatever meets it first.
 */
export const createQueryClient = (): QueryClient => {
  const lost = (error: unknown) => refusalOf(error).code === 'SIGN_IN_NEEDED'
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (lost(error) && query.queryHash !== sessionHash(client)) recheckSession(client)
        forgetWhoIsGone(client, query.queryKey, error)
      },
    }),
    mutationCache: new MutationCache({
      onError: error => {
        if (lost(error)) recheckSession(client)
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
  client.setQueryDefaults(presences, { gcTime: Number.POSITIVE_INFINITY })
  return client
}

const sessionHash = (client: QueryClient) =>
  client.getQueryCache().find({ queryKey: orpc.session.get.queryKey() })?.queryHash
