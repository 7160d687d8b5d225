import { implement, ORPCError } from '@orpc/server'
import { served, takesVersion } from '@rapport/contract'
import { type Ctx, inTx, type Runtime, type StaffCtx, type StaffReading, type Viewer } from '../context.ts'
import { notPermitted, Refusal } from '../refusal.ts'
import { once, type RepeatableCall } from './idempotency.ts'
import { meantFor } from './version-of.ts'

/** What the edge knows of a request before any operation runs. */
export type ApiContext = {
  runtime: Runtime
  viewer: Viewer | null
  ip: string | null
  lastEventId: string | undefined
  requestId: string
  /** `Idempotency-Key`, as the caller stated it. */
  idempotencyKey?: string | undefined
  /** `If-Match`: the version of the object that a change is meant for. */
  ifMatch?: string | undefined
}

type Meta = { access?: string }

/**
 * The contract, to be implemented room by room. Before an operation sees its input, the caller must have what the
 * operation says it needs; one that says nothing cannot be registered (ACC-2).
 */
export const operations = implement(served)
  .$context<ApiContext>()
  .use(async ({ context, next, procedure }) => {
    const { access } = procedure['~orpc'].meta as Meta
    try {
      const refusal = mayCall(context.viewer, access)
      if (refusal) throw refusal
      return await next()
    } catch (error) {
      throw error instanceof Refusal ? asApiError(error) : error
    }
  })

/** Why the caller may not do what needs this; undefined when they may. */
export function mayCall(viewer: Viewer | null, access: string | undefined): Refusal | undefined {
  if (access === undefined) throw new Error('An operation without a permission was registered.')
  if (access === 'public') return undefined
  if (!viewer) return new Refusal('SIGN_IN_NEEDED', 401, 'Sign in first.')
  return access === 'signed-in' || viewer.permissions.has(access as never) ? undefined : notPermitted()
}

/** A refusal as the answer of an operation that oRPC does not serve. */
export const refusalBody = (refusal: Refusal) => asApiError(refusal).toJSON()

const asApiError = (refusal: Refusal) =>
  new ORPCError(refusal.code, {
    status: refusal.status,
    message: refusal.message,
    data: refusal.data,
    defined: true,
  })

type Call<Input> = {
  context: ApiContext
  input: Input
  path: readonly string[]
  procedure?: { '~orpc': { inputSchema?: unknown } }
}

/**
 * An operation that changes something: one transaction, as the person who asks; once for each `Idempotency-Key`.
 * A refusal that the verb throws undoes what it wrote. One that it *returns* is answered alike, and what it wrote stays:
 * for a wrong PIN, that it was wrong. `toldOnce`: the answer holds a secret and is not kept for a repeated call.
 */
export const verb =
  <Input, Output>(
    work: (ctx: StaffCtx, input: Input) => Promise<Output | Refusal>,
    { toldOnce = false }: { toldOnce?: boolean } = {},
  ) =>
  async (asked: Call<Input>): Promise<Output> => {
    const call = forItsVersion(asked)
    const viewer = mustBeSignedIn(call.context)
    const same = repeatableOf(call, viewer)
    const repeatable = same && { ...same, toldOnce }
    const answer = await asViewer(call.context, viewer, ctx => {
      const done = () => work({ ...ctx, viewer }, call.input)
      return repeatable ? once(ctx, repeatable, done) : done()
    })
    if (answer instanceof Refusal) throw answer
    return answer
  }

/** With the version that `If-Match` names, where the operation is told one. */
const forItsVersion = <Input>(call: Call<Input>): Call<Input> =>
  takesVersion(call.procedure?.['~orpc'].inputSchema)
    ? { ...call, input: meantFor(call.input, call.context.ifMatch) }
    : call

const asViewer = <Output>(context: ApiContext, viewer: Viewer, work: (ctx: Ctx) => Promise<Output>) =>
  inTx(context.runtime, { kind: 'staff', staffId: viewer.staffId, ip: context.ip }, work)

const repeatableOf = (call: Call<unknown>, viewer: Viewer): RepeatableCall | undefined =>
  call.context.idempotencyKey === undefined
    ? undefined
    : {
        caller: viewer.staffId,
        key: call.context.idempotencyKey,
        operation: call.path.join('.'),
        input: call.input,
      }

/** An operation that only reads. */
export const reading =
  <Input, Output>(work: (reading: StaffReading, input: Input) => Promise<Output>) =>
  ({ context, input }: Pick<Call<Input>, 'context' | 'input'>): Promise<Output> =>
    work({ tx: context.runtime.db, clock: context.runtime.clock, viewer: mustBeSignedIn(context) }, input)

/** As a verb, for one that has nothing to answer. */
export const act = <Input>(work: (ctx: StaffCtx, input: Input) => Promise<unknown>) =>
  verb<Input, Record<string, never>>(async (ctx, input) => {
    const done = await work(ctx, input)
    return done instanceof Refusal ? done : {}
  })

function mustBeSignedIn(context: ApiContext): Viewer {
  if (!context.viewer) throw asApiError(new Refusal('SIGN_IN_NEEDED', 401, 'Sign in first.'))
  return context.viewer
}
