import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { type CustomerFigures, setFigures } from '../customers/index.ts'

/** As many of the last order's goods as a list shows, the dearest first. */
const lastProducts = 3

/**
 * Brings the figures of these customers in step with their orders (IMP-3), from scratch: so nothing that happens in
 * whatever order can make them drift. Cancelled orders do not count. The caller holds the customers.
 */
export async function refreshFigures(ctx: Ctx, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  const { rows } = await sql<CustomerFigures>`
    select f.*, array(select name from (
        select l.name, max(l.total_minor) as dear, min(l.position) as place from order_lines l
        where l.order_id = f."lastOrderId" group by l.name) once
      order by dear desc, place limit ${sql.lit(lastProducts)}) as "lastProducts"
    from (
      select customer_id as "customerId", currency, count(*) as orders, sum(units)::int as units,
        sum(returned_units)::int as "returnedUnits", sum(total_minor)::bigint as "spentMinor",
        sum(returned_minor)::bigint as "returnedMinor", min(placed_at) as "firstOrderAt", max(placed_at) as "lastOrderAt",
        (array_agg(store_id order by placed_at desc, id desc))[1] as "lastStoreId",
        (array_agg(id order by placed_at desc, id desc))[1] as "lastOrderId"
      from orders where customer_id = any(${[...customerIds]}::uuid[]) and state <> 'cancelled'
      group by customer_id, currency) f`.execute(ctx.tx)
  await setFigures(ctx, customerIds, rows)
}
