import type { Merge } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { refreshFigures } from '../orders/index.ts'
import { holdBoth, tellMerged } from './merge.ts'
import { unmergeAddresses } from './merge-addresses.ts'
import { unsettleAmbiguous } from './merge-ambiguous.ts'
import { unmergeCandidates } from './merge-candidates.ts'
import { unmergeCarts } from './merge-carts.ts'
import { unmergeConsent } from './merge-consent.ts'
import { unmergeFields } from './merge-fields.ts'
import { type MergeLog, moveBack } from './merge-log.ts'
import { moves } from './merge-moves.ts'
import { unmergeStores } from './merge-stores.ts'
import { findMerge } from './merges.ts'
import { unmergeTalk } from './unmerge-talk.ts'

/**
 * Takes a merge apart again (CUS-7): everything that was moved goes back where it was; what came since stays with the
 * survivor, or goes with the address it came from.
 * @throws Refusal NOT_FOUND, TOO_LATE, LATER_MERGE
 */
export async function undoMerge(ctx: StaffCtx, input: { mergeId: string }): Promise<Merge> {
  const { rows } = await sql<MergeLog>`
    select m.id as "mergeId", m.survivor_id as "survivorId", m.absorbed_id as "absorbedId" from merges m where m.id = ${input.mergeId}
      and exists (select from customer_stores k where k.customer_id = m.survivor_id and k.store_id = any(${[...ctx.viewer.storeIds]}::uuid[]))`.execute(
    ctx.tx,
  )
  const log = rows[0]
  if (!log) throw await hiddenOrOver(ctx, input.mergeId)
  await holdBoth(ctx, log)
  const merge = await ctx.tx
    .selectFrom('merges')
    .selectAll()
    .where('id', '=', log.mergeId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { rows: kept } = await sql<{
    erased: boolean
  }>`select bool_or(erased_at is not null) as erased from customers
    where id = any(${[log.survivorId, log.absorbedId]}::uuid[])`.execute(ctx.tx)
  if (merge.undone_at || merge.undo_until <= ctx.clock.now() || kept[0]?.erased) throw tooLate()
  const later = await ctx.tx
    .selectFrom('merges')
    .select('id')
    .where('undone_at', 'is', null)
    .where('id', '>', log.mergeId)
    .where(({ or, eb }) =>
      or([eb('survivor_id', '=', log.survivorId), eb('absorbed_id', '=', log.survivorId)]),
    )
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (later)
    throw new Refusal('LATER_MERGE', 409, 'One of the two was merged again since. Undo that merge first.', {
      mergeId: later.id,
    })
  for (const move of moves) await moveBack(ctx, log, move)
  await unmergeCarts(ctx, log)
  await unmergeAddresses(ctx, log)
  await unmergeTalk(ctx, log)
  await unmergeStores(ctx, log)
  await unmergeConsent(ctx, log)
  await unmergeFields(ctx, log)
  await unmergeCandidates(ctx, log)
  await unsettleAmbiguous(ctx, log)
  await refreshFigures(ctx, [log.survivorId, log.absorbedId])
  await ctx.tx
    .updateTable('merges')
    .set({ undone_at: ctx.clock.now(), undone_by: ctx.viewer.staffId })
    .where('id', '=', log.mergeId)
    .execute()
  await ctx.tx.deleteFrom('merge_rows').where('merge_id', '=', log.mergeId).execute()
  await tellMerged(ctx, log)
  await recordAudit(ctx, 'customer.merge_undone', { subject: log.survivorId, after: log })
  return findMerge(ctx, log.mergeId)
}

const tooLate = () =>
  new Refusal(
    'TOO_LATE',
    409,
    'This merge can no longer be undone: 30 days have passed, it was undone already, or one was erased.',
  )

/** A survivor who was merged on is known to no store; whoever may see where they went is told to begin there. */
async function hiddenOrOver(ctx: StaffCtx, mergeId: string): Promise<Refusal> {
  const { rows } = await sql<{ id: string }>`
    select l.id from merges m join merges l on l.absorbed_id = m.survivor_id and l.undone_at is null
    where m.id = ${mergeId} and exists (select from customer_stores k where k.customer_id = l.survivor_id and k.store_id = any(${[...ctx.viewer.storeIds]}::uuid[]))
    order by l.id desc limit 1`.execute(ctx.tx)
  return rows[0]
    ? new Refusal('LATER_MERGE', 409, 'One of the two was merged again since. Undo that merge first.', {
        mergeId: rows[0].id,
      })
    : notFound()
}
