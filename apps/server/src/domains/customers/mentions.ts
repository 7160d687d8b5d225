import { sql } from 'kysely'
import type { StaffCtx, StaffReading } from '../../platform/context.ts'

const most = 99

/** How many notes mention me that I have not seen, of customers whom a store of mine knows. */
export async function countMentions({ tx, viewer }: StaffReading): Promise<{ unseen: number }> {
  const { rows } = await sql<{ unseen: number }>`
    select count(*)::int as unseen from (
      select from note_mentions m join customer_notes n on n.id = m.note_id
      where m.staff_id = ${viewer.staffId} and m.seen_at is null and exists (
        select from customer_stores k where k.customer_id = n.customer_id and k.store_id = any(${[...viewer.storeIds]}::uuid[]))
      limit ${sql.lit(most)}) counted`.execute(tx)
  return rows[0] ?? { unseen: 0 }
}

/** These mentions of me are not new any more. */
export async function seeMentions(
  ctx: StaffCtx,
  { noteIds }: { noteIds: string[] },
): Promise<Record<string, never>> {
  await ctx.tx
    .updateTable('note_mentions')
    .set({ seen_at: ctx.clock.now() })
    .where('staff_id', '=', ctx.viewer.staffId)
    .where('seen_at', 'is', null)
    .where(({ eb, val }) => eb('note_id', '=', eb.fn.any(val(noteIds))))
    .execute()
  return {}
}
