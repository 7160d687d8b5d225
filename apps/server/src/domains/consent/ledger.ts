import type { Channel, ConsentCause, ConsentState } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, Reading } from '../../platform/context.ts'

/** Consent is held per contact point, per store, per channel (CON-1). */
export type ConsentKey = { contactPointId: string; storeId: string; channel: Channel }

export type Consent = {
  state: ConsentState
  since: Date | null
  requestMessageId: string | null
  requestedAt: Date | null
  requestExpiresAt: Date | null
  stopSuspectedMessageId: string | null
  /** Stopped because of a merge, and not by a word said here: a STOP that comes now is the first one. */
  byMerge: boolean
}

/** Nobody changes or sends on this contact point's consents until this transaction ends. */
export async function lockConsent(ctx: Ctx, contactPointId: string): Promise<void> {
  await sql`select consent_lock(${contactPointId}::uuid)`.execute(ctx.tx)
}

/** Nobody changes this contact point's consents until this transaction ends; others may send as well. */
export async function holdConsent(ctx: Ctx, contactPointId: string): Promise<void> {
  await sql`select consent_lock_shared(${contactPointId}::uuid)`.execute(ctx.tx)
}

/** The consent as it stands; after STOPALL also for a store that never wrote. */
export async function readConsent(reading: Reading, key: ConsentKey): Promise<Consent> {
  const row = await reading.tx
    .selectFrom('consent_states as s')
    .leftJoin('consent_entries as e', join =>
      join.onRef('e.contact_point_id', '=', 's.contact_point_id').onRef('e.seq', '=', 's.seq'),
    )
    .selectAll('s')
    .select('e.cause')
    .where('s.contact_point_id', '=', key.contactPointId)
    .where('s.store_id', '=', key.storeId)
    .where('s.channel', '=', key.channel)
    .executeTakeFirst()
  if (row) {
    return {
      state: row.state as ConsentState,
      since: row.since,
      requestMessageId: row.request_message_id,
      requestedAt: row.requested_at,
      requestExpiresAt: row.request_expires_at,
      stopSuspectedMessageId: row.stop_suspected_message_id,
      byMerge: row.cause === 'merge',
    }
  }
  const { at: stopped, byMerge } = await stoppedEverywhere(reading, key.contactPointId)
  return {
    state: stopped ? 'opted_out' : 'none',
    since: stopped,
    requestMessageId: null,
    requestedAt: null,
    requestExpiresAt: null,
    stopSuspectedMessageId: null,
    byMerge,
  }
}

/** Since when nothing goes to this contact point from any store: STOPALL, a merge with who said it, or an erasure. */
export async function stoppedEverywhere(
  reading: Reading,
  contactPointId: string,
): Promise<{ at: Date | null; byMerge: boolean }> {
  const point = await reading.tx
    .selectFrom('contact_points as p')
    .leftJoin('consent_heads as h', 'h.contact_point_id', 'p.id')
    .select(['h.stopped_everywhere_at', 'p.held_since'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('consent_entries as e')
          .whereRef('e.contact_point_id', '=', 'p.id')
          .whereRef('e.at', '=', 'h.stopped_everywhere_at')
          .where('e.everywhere', '=', true)
          .where('e.cause', '=', 'merge')
          .select('e.seq'),
      ).as('by_merge'),
    )
    .where('p.id', '=', contactPointId)
    .executeTakeFirst()
  return {
    at: point?.stopped_everywhere_at ?? point?.held_since ?? null,
    byMerge: Boolean(point?.by_merge),
  }
}

export type ConsentChange = {
  before: ConsentState
  after: ConsentState
  cause: ConsentCause
  words?: string | null
  disclosure?: string | null
  messageId?: string | null
  everywhere?: boolean
}

/**
 * Appends to the ledger; the database chains it, moves the state, and refuses what must not be.
 * @returns the entry's number in the contact point's chain
 */
export async function recordConsent(ctx: Ctx, key: ConsentKey, change: ConsentChange): Promise<number> {
  const { seq } = await ctx.tx
    .insertInto('consent_entries')
    .values({
      contact_point_id: key.contactPointId,
      store_id: key.storeId,
      channel: key.channel,
      before: change.before,
      after: change.after,
      cause: change.cause,
      words: change.words ?? null,
      disclosure: change.disclosure ?? null,
      message_id: change.messageId ?? null,
      staff_id: ctx.actor.kind === 'staff' ? ctx.actor.staffId : null,
      everywhere: change.everywhere ?? false,
      at: ctx.clock.now(),
      // Set by the chain.
      seq: 0,
      previous_hash: Buffer.alloc(0),
      hash: Buffer.alloc(0),
    })
    .returning('seq')
    .executeTakeFirstOrThrow()
  return seq
}

/** Who was erased and writes to us first by themselves is somebody new from here on (CUS-8). The consent must be locked. */
export async function beginAnew(ctx: Ctx, contactPointId: string): Promise<void> {
  await sql`select contact_point_begins(${contactPointId})`.execute(ctx.tx)
}

/** Free text may mean stop (CON-8): sending is held until someone decides. Null lifts it. */
export async function suspectStop(ctx: Ctx, key: ConsentKey, messageId: string | null): Promise<void> {
  await ctx.tx
    .updateTable('consent_states')
    .set({ stop_suspected_message_id: messageId })
    .where('contact_point_id', '=', key.contactPointId)
    .where('store_id', '=', key.storeId)
    .where('channel', '=', key.channel)
    .execute()
}
