import { createHash, createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx, Runtime } from '../context.ts'
import { invalid, Refusal } from '../refusal.ts'

/** A changing call that states an `Idempotency-Key`: done once, answered alike (API-3). */
export type RepeatableCall = {
  /** Who calls; the same key of somebody else is another key. */
  caller: string
  key: string
  /** Which operation, and with what. */
  operation: string
  input: unknown
  /** Its answer holds a secret and is told once: only that it was done is kept. */
  toldOnce?: boolean
}

const keptMs = 24 * 60 * 60_000
const readable = /^[\x21-\x7e]{1,255}$/

/**
 * Does the work, unless this very call was done before: then it answers as it did. Whoever comes while the first is
 * under way waits for it. The answer is written with the work, in one transaction: a crash leaves both or neither.
 * A refusal is not kept, thrown or returned: the same call may be allowed a minute later.
 * @throws Refusal IDEMPOTENCY_KEY_REUSED when the key was used for another request; INVALID for no proper key; TOLD_ONCE
 */
export async function once<T>(ctx: Ctx, call: RepeatableCall, work: () => Promise<T>): Promise<T> {
  const earlier = await answerBefore<T>(ctx, call)
  if (earlier) return earlier.answer
  const answer = await work()
  if (answer instanceof Refusal) return answer
  await ctx.tx
    .insertInto('idempotency_keys')
    .values({
      digest: digestOf(call),
      request: requestOf(call),
      answer: JSON.stringify(call.toldOnce ? null : (answer ?? null)),
      at: ctx.clock.now(),
    })
    .execute()
  return answer
}

/** What this call was answered before; waits for one that is under way. The place stays held until the transaction ends. */
async function answerBefore<T>(ctx: Ctx, call: RepeatableCall): Promise<{ answer: T } | undefined> {
  if (!readable.test(call.key))
    throw invalid('An Idempotency-Key has 1 to 255 characters, without spaces. A UUID is a good one.')
  const digest = digestOf(call)
  // A lock and no row: the transaction has written nothing yet, so it holds back no follower of the events.
  await sql`select pg_advisory_xact_lock(${digest.readBigInt64BE(0).toString()}::bigint)`.execute(ctx.tx)
  const row = await ctx.tx
    .selectFrom('idempotency_keys')
    .select(['request', 'answer'])
    .where('digest', '=', digest)
    .where('at', '>', new Date(ctx.clock.now().getTime() - keptMs))
    .executeTakeFirst()
  if (!row) {
    await ctx.tx.deleteFrom('idempotency_keys').where('digest', '=', digest).execute()
    return undefined
  }
  if (!row.request.equals(requestOf(call)))
    throw new Refusal(
      'IDEMPOTENCY_KEY_REUSED',
      422,
      'This Idempotency-Key was used for another request. Take a new one for each thing you do.',
    )
  if (call.toldOnce)
    throw new Refusal(
      'TOLD_ONCE',
      409,
      'This was done by an earlier call with this Idempotency-Key, and what it answered is told only once.',
    )
  return { answer: row.answer as T }
}

/** Forgets answers that are older than a day. @returns how many */
export async function forgetOldAnswers(runtime: Pick<Runtime, 'db' | 'clock'>): Promise<number> {
  const { numDeletedRows } = await runtime.db
    .deleteFrom('idempotency_keys')
    .where('at', '<=', new Date(runtime.clock.now().getTime() - keptMs))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

const digestOf = (call: RepeatableCall) => createHash('sha256').update(`${call.caller} ${call.key}`).digest()

/** Under the caller's own key, which is not kept: what was asked cannot be guessed from it. */
const requestOf = (call: RepeatableCall) =>
  createHmac('sha256', call.key)
    .update(`${call.operation} ${canonical(call.input)}`)
    .digest()

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
