import type { OrderRow } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'

export type RowOfOrder = {
  id: string
  number: string
  placed_at: Date
  state: OrderRow['state']
  origin: OrderRow['origin']
  store: OrderRow['store']
  currency: string
  total_minor: number
  returned_minor: number
  units: number
  returned_units: number
  exchanged: boolean
  shipping: OrderRow['shipping']
  lines: OrderRow['lines']
}

/** The picture of a line's colour, else the product's first. */
export const pictureOfLine = (line: string): RawBuilder<string | null> => sql<string | null>`
  (select x.url from product_pictures x where x.product_id = ${sql.ref(`${line}.product_id`)}
    order by (x.colour is not distinct from ${sql.ref(`${line}.colour`)}) desc, x.position limit 1)`

/** How far the order's shipped lines have come: delivered once every parcel is. */
export const shippingOf = (order: string): RawBuilder<OrderRow['shipping']> => sql<OrderRow['shipping']>`
  case when ${sql.ref(`${order}.state`)} = 'cancelled' then null else
  (select case when count(d.id) = 0 then case when exists
      (select from order_lines l where l.order_id = ${sql.ref(`${order}.id`)} and l.fulfilment = 'ship') then 'preparing' end
    when bool_and(d.delivered_at is not null) then 'delivered'
    when bool_or(d.shipped_at is not null or d.delivered_at is not null) then 'shipped' else 'preparing' end
  from deliveries d where d.order_id = ${sql.ref(`${order}.id`)}) end`

/** The columns of an order's row; `o` is the order, `t` its store. */
export const rowColumns = sql`
  o.id, o.number, o.placed_at, o.state, o.origin, o.currency, o.total_minor, o.returned_minor, o.units, o.returned_units,
  case when t.id is not null then json_build_object('id', t.id, 'name', t.name) end as store,
  exists (select from order_returns r where r.order_id = o.id and r.kind = 'exchange') as exchanged,
  ${shippingOf('o')} as shipping,
  (select json_agg(json_build_object('name', l.name, 'quantity', l.quantity, 'pictureUrl', ${pictureOfLine('l')}) order by l.position)
    from (select * from order_lines l where l.order_id = o.id order by l.position limit 4) l) as lines`

export const orderRowOf = (row: RowOfOrder): OrderRow => ({
  id: row.id,
  number: row.number,
  placedAt: row.placed_at.toISOString(),
  state: row.state,
  origin: row.origin,
  store: row.store,
  currency: row.currency,
  totalMinor: row.total_minor,
  returnedMinor: row.returned_minor,
  units: row.units,
  returnedUnits: row.returned_units,
  exchanged: row.exchanged,
  shipping: row.shipping,
  lines: row.lines ?? [],
})
