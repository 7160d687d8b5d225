import type { Collection } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type Reading, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { type PageOfIds, pageOfIds } from './page-of-ids.ts'
import { productRows } from './product-rows.ts'
import { searchProducts } from './search.ts'

type ListInput = {
  storeId: string
  q?: string | undefined
  collectionId?: string | undefined
  ids?: readonly string[] | undefined
  cursor?: string | undefined
  limit: number
}

/** Products that are sold: those searched for, those of a collection in its order, or all by name. */
export async function listProducts(reading: StaffReading, input: ListInput) {
  mustSeeStore(reading.viewer, input.storeId)
  const { ids, nextCursor } = await pageFor(reading, input)
  return { items: await productRows(reading, input.storeId, ids), nextCursor }
}

async function pageFor(reading: Reading, input: ListInput): Promise<PageOfIds> {
  const { q, collectionId, ids, cursor, limit } = input
  if (ids) return { ids: await soldOf(reading, ids), nextCursor: null }
  if (q) return searchProducts(reading, { q, collectionId, cursor, limit })
  return collectionId ? ofCollection(reading, { collectionId, cursor, limit }) : byName(reading, input)
}

async function soldOf({ tx }: Reading, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from products p join unnest(${[...ids]}::uuid[]) with ordinality as asked (id, place) on asked.id = p.id
    where p.active order by asked.place`.execute(tx)
  return rows.map(row => row.id)
}

type Part = { cursor?: string | undefined; limit: number }

async function byName({ tx }: Reading, { cursor, limit }: Part): Promise<PageOfIds> {
  const after = decodeCursor(cursor, ['id'])
  const { rows } = await sql<{ id: string }>`
    select p.id from products p where p.active
      ${after ? sql`and (p.search_name, p.id) > (select search_name, id from products where id = ${after[0]})` : sql``}
    order by p.search_name, p.id limit ${sql.lit(limit + 1)}`.execute(tx)
  return pageOfIds(
    rows.map(row => row.id),
    limit,
  )
}

async function ofCollection(
  { tx }: Reading,
  { collectionId, cursor, limit }: Part & { collectionId: string },
): Promise<PageOfIds> {
  const after = decodeCursor(cursor, ['id'])
  const { rows } = await sql<{ id: string }>`
    select k.product_id as id from collection_products k join products p on p.id = k.product_id
    where k.collection_id = ${collectionId} and p.active
      ${after ? sql`and (k.position, k.product_id) > (select position, product_id from collection_products where collection_id = ${collectionId} and product_id = ${after[0]})` : sql``}
    order by k.position, k.product_id limit ${sql.lit(limit + 1)}`.execute(tx)
  return pageOfIds(
    rows.map(row => row.id),
    limit,
  )
}

/** The collections in their order, with how many products of each are sold and pictures of the first of them. */
export async function listCollections(
  reading: StaffReading,
  input: { cursor?: string | undefined; limit: number },
) {
  const cursor = decodeCursor(input.cursor, ['id'])
  const { rows } = await sql<Omit<Collection, 'externalId'> & { external_id: string }>`
    select c.id, c.external_id, c.name, c.description,
      (select count(*) from (select from collection_products k join products p on p.id = k.product_id
        where k.collection_id = c.id and p.active limit 1000) x)::int as products,
      coalesce((select json_agg(x.url) from (
        select (select url from product_pictures f where f.product_id = p.id order by f.position limit 1) as url
        from collection_products k join products p on p.id = k.product_id
        where k.collection_id = c.id and p.active order by k.position, k.product_id limit 3) x where x.url is not null), '[]') as pictures
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
