import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import { lockCart, park } from '../carts/index.ts'
import { keepMade, type MergeLog } from './merge-log.ts'

/**
 * One customer has one open cart with a store (CRT-1): where both have one, the absorbed's is saved for later, and what was
 * shared of it can no longer be paid. Carts are moved with everything else. The caller holds them.
 */
export async function mergeCarts(ctx: StaffCtx, log: MergeLog): Promise<void> {
  const { rows } = await sql<{ id: string; changedAt: string }>`
    select a.id, a.changed_at::text as "changedAt" from carts a join carts s on s.store_id = a.store_id and s.customer_id = ${log.survivorId} and s.state = 'open'
    where a.customer_id = ${log.absorbedId} and a.state = 'open' order by a.id`.execute(ctx.tx)
  for (const { id } of rows) {
    const cart = await lockCart(ctx, id)
    if (cart) await park(ctx, cart)
  }
  await keepMade(ctx, log, 'carts_parked', rows)
}

/** Takes those up again that still wait, unless there is another by now. What was shared of them is shared anew. */
export async function unmergeCarts(ctx: StaffCtx, { mergeId, absorbedId }: MergeLog): Promise<void> {
  await sql`
    update carts c set state = 'open', changed_at = (r.key ->> 'changedAt')::timestamptz from merge_rows r
    where r.merge_id = ${mergeId} and r.table_name = 'carts_parked' and c.id = (r.key ->> 'id')::uuid and c.state = 'saved'
      and c.customer_id = ${absorbedId}
      and not exists (select from carts o where o.store_id = c.store_id and o.customer_id = c.customer_id and o.state = 'open')`.execute(
    ctx.tx,
  )
}
