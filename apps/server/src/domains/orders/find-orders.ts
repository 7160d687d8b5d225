import type { FoundOrder } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'

/** How many orders that begin alike are looked through: whoever means one types on. */
const looked = 200

/**
 * Orders whose number begins so, the shortest first: of my stores, of customers whom one of them knows, and, at
 * headquarters, of no store.
 * @param number as people type it: spaces, dashes and hashes do not count
 */
export async function findOrders(
  { tx, viewer }: StaffReading,
  input: { number: string; limit: number },
): Promise<{ orders: FoundOrder[] }> {
  const begun = input.number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
  if (begun === '') return { orders: [] }
  const mine = sql`${[...viewer.storeIds]}::uuid[]`
  const { rows } = await sql<Omit<FoundOrder, 'placedAt'> & { placed_at: Date }>`
    with near as materialized (select id, search_number from orders where search_number like ${`${begun}%`}
      order by search_number using ~<~ limit ${sql.lit(looked)})
    select o.id, o.number, o.placed_at, o.currency, o.total_minor as "totalMinor",
      case when t.id is not null then json_build_object('id', t.id, 'name', t.name) end as store,
      case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'storeId', knows.store_id) end as customer
    from near join orders o on o.id = near.id left join stores t on t.id = o.store_id
    left join lateral (select store_id from customer_stores k where k.customer_id = o.customer_id and k.store_id = any(${mine})
      order by k.store_id is not distinct from o.store_id desc, k.store_id limit 1) knows on true
    left join customers c on c.id = o.customer_id and knows.store_id is not null
    where o.store_id = any(${mine}) or knows.store_id is not null
      or (o.store_id is null and ${viewer.permissions.has('business.manage')})
    order by length(near.search_number), o.placed_at desc, o.id limit ${sql.lit(input.limit)}`.execute(tx)
  return { orders: rows.map(({ placed_at, ...row }) => ({ ...row, placedAt: placed_at.toISOString() })) }
}
