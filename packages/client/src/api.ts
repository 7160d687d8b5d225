import contract from 'virtual:rapport-contract'
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { Contract } from '@rapport/contract'
import { isLeaving } from './leaving.ts'
import { pulsed } from './live/pulse.ts'
import { shareUnderWay } from './share-under-way.ts'

/** `idempotencyKey`: the same call under the same key is done once, also when its answer was lost on the way (API-3). */
type CallContext = { idempotencyKey?: string }
/** Every operation of the contract, typed; refusals arrive as `ORPCError` (see `refusalOf`). */
export type Api = ContractRouterClient<Contract, CallContext>

const go = async (request: Request) =>
  pulsed(
    await fetch(request, {
      redirect: 'manual',
      credentials: 'same-origin',
      cache: 'no-store',
      keepalive: isLeaving(),
    }),
  )
const shared = shareUnderWay(go)
// A page that goes has no turn left in which the words could be read for comparison.
const send = (request: Request) => (isLeaving() ? go(request) : shared(request))
const link = new OpenAPILink<CallContext>(contract, {
  url: () => `${location.origin}/api/v1`,
  headers: ({ context }): Record<string, string> =>
    context.idempotencyKey === undefined ? {} : { 'idempotency-key': context.idempotencyKey },
  fetch: request => send(request),
})

/** The client: `await api.conversations.get({ conversationId })`. */
export const api: Api = createORPCClient(link)

/** TanStack Query options and keys: `useQuery(orpc.conversations.get.queryOptions({ input }))`. */
export const orpc = createTanstackQueryUtils(api)
