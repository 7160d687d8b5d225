import { sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'
import { orderRowOf, type RowOfOrder, rowColumns } from './rows.ts'

type Input = { storeId: string; customerId: string; cursor?: string | undefined; limit: number }

/**
 * What a customer bought, wherever it was, newest first: a store that knows the customer sees all of it.
 * @throws Refusal NOT_FOUND when this store does not know the customer
 */
export async function listOrders(reading: StaffReading, input: Input) {
  mustSeeStore(reading.viewer, input.storeId)
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const known = await reading.tx
    .selectFrom('customer_stores')
    .select('customer_id')
    .where('store_id', '=', input.storeId)
    .where('customer_id', '=', input.customerId)
    .executeTakeFirst()
  if (!known) throw notFound()
  const { rows } = await sql<RowOfOrder & { sort: string }>`
    with page as materialized (
      select * from orders where customer_id = ${input.customerId}
      ${cursor ? sql`and (placed_at, id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
      order by placed_at desc, id desc limit ${sql.lit(input.limit + 1)})
    select ${rowColumns}, to_char(o.placed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sort
    from page o left join stores t on t.id = o.store_id
    order by o.placed_at desc, o.id desc`.execute(reading.tx)
  return pageOf(rows, input.limit, orderRowOf, row => [row.sort, row.id])
}
