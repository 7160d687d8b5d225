import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import { recordAudit } from '../audit/index.ts'
import { addOrderNumbers } from '../customers/index.ts'
import { keepMade, keepRows, type MergeLog } from './merge-log.ts'

type Settled = { id: string; number: string; store_id: string | null; candidates: string[] }
const settledBy = (mergeId: string) => sql`select (key ->> 'id')::uuid from merge_rows
  where merge_id = ${mergeId} and table_name = 'orders_settled'`

/**
 * Orders that waited because their phone was one's and their email the other's: there is only one now, and it is theirs.
 * The profile stays as it was chosen; rules do not run again. Called when everything else has been moved.
 */
export async function settleAmbiguous(ctx: StaffCtx, log: MergeLog): Promise<void> {
  const { survivorId, absorbedId } = log
  await keepRows(
    ctx,
    log,
    'orders',
    ['id'],
    sql`t.id in (select order_id from ambiguous_orders
      where resolved_at is null and phone_customer_id = ${survivorId} and email_customer_id = ${survivorId})`,
    'orders_settled',
  )
  const { rows } = await sql<Settled>`
    update orders o set customer_id = ${survivorId}, matched_by = 'staff', guest = false where o.id in (${settledBy(log.mergeId)})
    returning id, number, store_id`.execute(ctx.tx)
  if (rows.length === 0) return
  await sql`
    update ambiguous_orders a set resolved_at = m.at, resolved_by = m.by_staff_id, resolution = 'customer'
    from merges m where m.id = ${log.mergeId} and a.order_id in (${settledBy(log.mergeId)})`.execute(ctx.tx)
  const numbers = rows.map(one => ({ customerId: survivorId, number: one.number }))
  await keepMade(ctx, log, 'customer_order_numbers_made', await addOrderNumbers(ctx, numbers))
  const { rows: known } = await sql<{ store_id: string; customer_id: string }>`
    insert into customer_stores (store_id, customer_id, since)
    select store_id, customer_id, min(placed_at) from orders
    where id in (${settledBy(log.mergeId)}) and store_id is not null group by 1, 2
    on conflict do nothing returning store_id, customer_id`.execute(ctx.tx)
  await keepMade(ctx, log, 'customer_stores', known)
  for (const { number, store_id } of rows)
    await recordAudit(ctx, 'order.resolved', {
      subject: number,
      storeId: store_id,
      before: { candidates: [survivorId, absorbedId] },
      after: { as: 'customer', customerId: survivorId, mergeId: log.mergeId },
    })
}

/** They are two again, and nobody has said whose these orders are. Called when everything else has gone back. */
export async function unsettleAmbiguous(ctx: StaffCtx, { mergeId, survivorId }: MergeLog): Promise<void> {
  await sql`
    update ambiguous_orders a set resolved_at = null, resolved_by = null, resolution = null
    where a.order_id in (${settledBy(mergeId)})`.execute(ctx.tx)
  await sql`
    update orders o set customer_id = null, matched_by = null, guest = (r.before ->> 'guest')::boolean
    from merge_rows r where r.merge_id = ${mergeId} and r.table_name = 'orders_settled' and o.id = (r.key ->> 'id')::uuid`.execute(
    ctx.tx,
  )
  // One that another order of theirs has as well stays.
  await sql`
    delete from customer_order_numbers n using merge_rows r
    where r.merge_id = ${mergeId} and r.table_name = 'customer_order_numbers_made'
      and n.number = r.key ->> 'number' and n.customer_id = ${survivorId}
      and not exists (select from orders o where o.search_number = n.number and o.customer_id = ${survivorId})`.execute(
    ctx.tx,
  )
}
