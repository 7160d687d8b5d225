import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { keepMade, keepRows, type MergeLog, putBack, rowsOf } from './merge-log.ts'

const key = ['first_id', 'second_id']

/** Whoever might have been the absorbed might now be the survivor; the two themselves are no question any more. */
export async function mergeCandidates(ctx: Ctx, log: MergeLog): Promise<void> {
  const { survivorId, absorbedId } = log
  const naming = sql`${absorbedId}::uuid in (t.first_id, t.second_id)`
  await keepRows(ctx, log, 'duplicate_candidates', key, naming)
  const { rows } = await sql<{ first_id: string; second_id: string }>`
    insert into duplicate_candidates as d (first_id, second_id, reasons, found_at, dismissed_at, dismissed_by)
    select least(${survivorId}::uuid, other), greatest(${survivorId}::uuid, other), reasons, found_at, dismissed_at, dismissed_by
    from (select case when t.first_id = ${absorbedId} then t.second_id else t.first_id end as other, t.reasons, t.found_at, t.dismissed_at, t.dismissed_by
      from duplicate_candidates t where ${naming}) x where other <> ${survivorId}
    on conflict do nothing returning first_id, second_id`.execute(ctx.tx)
  await sql`delete from duplicate_candidates t where ${naming}`.execute(ctx.tx)
  await keepMade(ctx, log, 'duplicate_candidates', rows)
}

export async function unmergeCandidates(ctx: Ctx, log: MergeLog): Promise<void> {
  for (const made of (await rowsOf(ctx, log, 'duplicate_candidates')).filter(row => row.before === null)) {
    await ctx.tx
      .deleteFrom('duplicate_candidates')
      .where('first_id', '=', made.key.first_id ?? '')
      .where('second_id', '=', made.key.second_id ?? '')
      .execute()
  }
  await putBack(ctx, log, 'duplicate_candidates')
}
