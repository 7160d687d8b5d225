import type { Collection, Price, ProductRow } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'

type ListInput = {
  storeId: string
  q?: string | undefined
  collectionId?: string | undefined
  cursor?: string | undefined
  limit: number
}
type Row = Omit<ProductRow, 'externalId' | 'pictureUrl' | 'stockHere'> & {
  external_id: string
  picture_url: string | null
  stock_here: number
}

/** Products that are sold, by name; with `q` those whose name holds all its words, or that have this SKU or barcode. */
export async function listProducts(reading: StaffReading, input: ListInput) {
  mustSeeStore(reading.viewer, input.storeId)
  const cursor = decodeCursor(input.cursor, ['id'])
  const after = cursor
    ? sql`and (p.search_name, p.id) > (select search_name, id from products where id = ${cursor[0]})`
    : sql``
  const inCollection = input.collectionId
    ? sql`and exists (select from collection_products k where k.product_id = p.id and k.collection_id = ${input.collectionId})`
    : sql``
  const { rows } = await sql<Row>`
    with page as materialized (
      select p.id, p.external_id, p.name, p.search_name, p.department from products p
      where p.active ${input.q ? sql`and p.id in (${found(input.q)})` : sql``} ${inCollection} ${after}
      order by p.search_name, p.id limit ${sql.lit(input.limit + 1)})
    select page.id, page.external_id, page.name, page.department,
      (select url from product_pictures x where x.product_id = page.id order by x.position limit 1) as picture_url,
      (select json_build_object('currency', r.currency, 'amountMinor', r.amount_minor, 'taxIncluded', r.tax_included)
        from prices r join variants v on v.id = r.variant_id
        where v.product_id = page.id and v.active and r.currency = (select currency from stores where id = ${input.storeId}) order by r.amount_minor limit 1) as price,
      coalesce((select json_agg(json_build_object('name', c.colour, 'hex', c.colour_hex) order by c.place)
        from (select colour, min(colour_hex) as colour_hex, min(position) as place from variants v
          where v.product_id = page.id and v.active and v.colour is not null group by colour) c), '[]') as colours,
      coalesce((select sum(s.quantity) from stock s join variants v on v.id = s.variant_id
        where v.product_id = page.id and v.active and s.store_id = ${input.storeId}), 0)::int as stock_here
    from page order by page.search_name, page.id`.execute(reading.tx)
  return pageOf(rows, input.limit, rowOf, row => [row.id])
}

/** A code is looked up as it begins; a name by all its words, anywhere in it. */
function found(q: string): RawBuilder<unknown> {
  const code = q.replace(/\s/g, '')
  const words = q.split(/\s+/).slice(0, 6)
  const named = words.map(
    word => sql`search_name like '%' || replace(plain(${literal(word)}), ' ', '') || '%'`,
  )
  return sql`
    select id from products where ${sql.join(named, sql` and `)}
    union all
    select product_id from variants where upper(sku) like upper(${`${literal(code)}%`})
    union all
    select product_id from variants where barcode like ${`${literal(code)}%`}`
}

const literal = (text: string) => text.replace(/[%_\\]/g, '\\$&')

const rowOf = (row: Row): ProductRow => ({
  id: row.id,
  externalId: row.external_id,
  name: row.name,
  department: row.department,
  pictureUrl: row.picture_url,
  price: row.price as Price | null,
  colours: row.colours,
  stockHere: row.stock_here,
})

/** The collections in their order, with how many products of each are sold. */
export async function listCollections(
  reading: StaffReading,
  input: { cursor?: string | undefined; limit: number },
) {
  const cursor = decodeCursor(input.cursor, ['id'])
  const { rows } = await sql<Omit<Collection, 'externalId'> & { external_id: string }>`
    select c.id, c.external_id, c.name, c.description,
      (select count(*) from collection_products k join products p on p.id = k.product_id
        where k.collection_id = c.id and p.active)::int as products
    from collections c
    ${cursor ? sql`where (c.position, c.id) > (select position, id from collections where id = ${cursor[0]})` : sql``}
    order by c.position, c.id limit ${sql.lit(input.limit + 1)}`.execute(reading.tx)
  return pageOf(
    rows,
    input.limit,
    ({ external_id, ...row }): Collection => ({ ...row, externalId: external_id }),
    row => [row.id],
  )
}
