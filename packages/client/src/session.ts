import type { Permission, Session } from '@rapport/contract'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { orpc } from './api.ts'
import { isFinal, refusalOf } from './refusal.ts'

/** The session as a query: once fetched it stays until a live signal says that it changed (ACC-4). */
export const sessionOptions = () => orpc.session.get.queryOptions({ staleTime: Number.POSITIVE_INFINITY })

/** Who is signed in, or null. Any other failure is thrown. */
export const fetchSession = async (queryClient: QueryClient): Promise<Session | null> => {
  try {
    return await queryClient.ensureQueryData(sessionOptions())
  } catch (error) {
    if (isFinal(error) && refusalOf(error).code === 'SIGN_IN_NEEDED') return null
    throw error
  }
}

/** Watches the session: `lost` once the server no longer knows it. */
export const useSessionQuery = () => {
  const query = useQuery(sessionOptions())
  return { session: query.data, lost: refusalOf(query.error ?? null).code === 'SIGN_IN_NEEDED' }
}

export const SessionContext = createContext<Session | null>(null)

/** Who is signed in, what they may, where. Only below the signed-in part of the app. */
export const useSession = (): Session => {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession is used outside the signed-in part of the app')
  return session
}

/** May the person at this screen do this? The server asks again; this only decides what is offered. */
export const useMay = (permission: Permission): boolean => useSession().permissions.includes(permission)
