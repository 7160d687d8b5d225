import contract from 'virtual:rapport-contract'
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { Contract } from '@rapport/contract'
import { pulsed } from './live/pulse.ts'

/** Every operation of the contract, typed; refusals arrive as `ORPCError` (see `refusalOf`). */
export type Api = ContractRouterClient<Contract>

const link = new OpenAPILink(contract, {
  url: () => `${location.origin}/api/v1`,
  fetch: async (request, init) =>
    pulsed(await fetch(request, { ...init, credentials: 'same-origin', cache: 'no-store' })),
})

/** The client: `await api.conversations.get({ conversationId })`. */
export const api: Api = createORPCClient(link)

/** TanStack Query options and keys: `useQuery(orpc.conversations.get.queryOptions({ input }))`. */
export const orpc = createTanstackQueryUtils(api)
