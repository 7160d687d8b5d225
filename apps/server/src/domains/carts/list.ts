import type { CartRow } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'

type Input = {
  storeId: string
  state: 'open' | 'saved' | 'expired'
  cursor?: string | undefined
  limit: number
}
type Row = Omit<CartRow, 'changedAt' | 'expiresAt'> & { changedAt: Date; expiresAt: Date; place: string }

/** Carts of a store, the latest first; of the open and saved ones those whose day is not over. */
export async function listCarts(reading: StaffReading, input: Input) {
  mustSeeStore(reading.viewer, input.storeId)
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const by = sql.ref(input.state === 'expired' ? 'c.closed_at' : 'c.changed_at')
  const alive =
    input.state === 'expired' ? sql`` : sql`and end_of_day(c.day, s.time_zone) > ${reading.clock.now()}`
  const { rows } = await sql<Row>`
    with page as materialized (
      select c.*, ${by} as place, end_of_day(c.day, s.time_zone) as ends_at from carts c join stores s on s.id = c.store_id
      where c.store_id = ${input.storeId} and c.state = ${sql.lit(input.state)} ${alive}
        ${cursor ? sql`and (${by}, c.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
      order by ${by} desc, c.id desc limit ${sql.lit(input.limit + 1)})
    select c.id, c.kind, c.state, c.currency, c.units, c.total_minor as "totalMinor", c.shared_version is not null as shared,
      c.changed_at as "changedAt", c.ends_at as "expiresAt",
      json_build_object('id', k.id, 'firstName', k.first_name, 'lastName', k.last_name) as customer,
      json_build_object('id', f.id, 'firstName', f.first_name, 'lastName', f.last_name, 'hue', f.hue) as staff,
      (select v.id from conversations v where v.store_id = c.store_id and v.customer_id = c.customer_id) as "conversationId",
      coalesce((select json_agg(p.url order by p.position) from (select i.position, (select x.url from product_pictures x
          where x.product_id = v.product_id order by x.colour is not distinct from v.colour desc, x.colour is null desc, x.position limit 1) as url
        from cart_items i join variants v on v.id = i.variant_id where i.cart_id = c.id order by i.position limit 4) p
        where p.url is not null), '[]') as pictures,
      to_char(c.place at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
    from page c join customers k on k.id = c.customer_id join staff f on f.id = c.staff_id
    order by c.place desc, c.id desc`.execute(reading.tx)
  return pageOf(rows, input.limit, rowOf, row => [row.place, row.id])
}

const rowOf = ({ place: _place, ...row }: Row): CartRow => ({
  ...row,
  changedAt: row.changedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
})
