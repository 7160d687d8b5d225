import type { Price, ProductRow } from '@rapport/contract'
import { sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'

type Row = Omit<ProductRow, 'externalId' | 'pictureUrl' | 'stockHere'> & {
  external_id: string
  picture_url: string | null
  stock_here: number
}

/** These products as a list shows them, in the given order: with the store's price, and what it can still promise. */
export async function productRows(
  { tx }: Reading,
  storeId: string,
  ids: readonly string[],
): Promise<ProductRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select p.id, p.external_id, p.name, p.department,
      (select url from product_pictures x where x.product_id = p.id order by x.position limit 1) as picture_url,
      (select json_build_object('currency', r.currency, 'amountMinor', r.amount_minor, 'taxIncluded', r.tax_included)
        from prices r join variants v on v.id = r.variant_id
        where v.product_id = p.id and v.active and r.currency = (select currency from stores where id = ${storeId}) order by r.amount_minor limit 1) as price,
      coalesce((select json_agg(json_build_object('name', c.colour, 'hex', c.colour_hex) order by c.place)
        from (select colour, min(colour_hex) as colour_hex, min(position) as place from variants v
          where v.product_id = p.id and v.active and v.colour is not null group by colour) c), '[]') as colours,
      greatest(0, coalesce((select sum(s.quantity) from available_stock s join variants v on v.id = s.variant_id
        where v.product_id = p.id and v.active and s.store_id = ${storeId}), 0))::int as stock_here
    from products p join unnest(${[...ids]}::uuid[]) with ordinality as asked (id, place) on asked.id = p.id
    order by asked.place`.execute(tx)
  return rows.map(row => ({
    id: row.id,
    externalId: row.external_id,
    name: row.name,
    department: row.department,
    pictureUrl: row.picture_url,
    price: row.price as Price | null,
    colours: row.colours,
    stockHere: row.stock_here,
  }))
}
