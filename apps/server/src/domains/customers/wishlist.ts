import type { StaffSummary, WishlistItem } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx, StaffCtx, StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { mustKnow, tellStores } from './known.ts'

type Row = {
  id: string
  product: WishlistItem['product']
  variant: WishlistItem['variant']
  size: string | null
  note: string | null
  source: WishlistItem['source']
  added_by: StaffSummary | null
  created_at: Date
  price: WishlistItem['price']
  stock_here: number
  place: string
}
type OfCustomer = { storeId: string; customerId: string }

const itemOf = (row: Row): WishlistItem => ({
  id: row.id,
  product: row.product,
  variant: row.variant,
  size: row.size,
  note: row.note,
  source: row.source,
  addedBy: row.added_by,
  addedAt: row.created_at.toISOString(),
  price: row.price,
  stockHere: row.stock_here,
})

/** The picture in the wished-for colour, if there is one; price and stock of the variant, else the product's lowest and all. */
const columns = (storeId: string) => sql`w.id, w.size, w.note, w.source, w.created_at,
  to_char(w.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place,
  json_build_object('id', p.id, 'name', p.name, 'pictureUrl', (select x.url from product_pictures x where x.product_id = p.id
    order by x.colour is not distinct from v.colour desc, x.position limit 1)) as product,
  case when v.id is not null then json_build_object('id', v.id, 'sku', v.sku, 'colour', v.colour, 'size', v.size) end as variant,
  (select json_build_object('id', s.id, 'firstName', s.first_name, 'lastName', s.last_name, 'hue', s.hue) from staff s where s.id = w.staff_id) as added_by,
  (select json_build_object('currency', r.currency, 'amountMinor', r.amount_minor) from variants o join prices r on r.variant_id = o.id
    where o.product_id = p.id and (o.id = v.id or (v.id is null and o.active)) and r.currency = (select currency from stores where id = ${storeId})
    order by r.amount_minor limit 1) as price,
  coalesce((select sum(k.quantity) from variants o join available_stock k on k.variant_id = o.id
    where o.product_id = p.id and (o.id = v.id or (v.id is null and o.active)) and k.store_id = ${storeId}), 0)::int as stock_here`

const items = (storeId: string, where: RawBuilder<unknown>, limit: number) => sql<Row>`
  select ${columns(storeId)} from wishlist_items w join products p on p.id = w.product_id left join variants v on v.id = w.variant_id
  where ${where} order by w.created_at desc, w.id desc limit ${sql.lit(limit)}`

/** What a customer wishes for, the latest first. */
export async function listWishes(
  reading: StaffReading,
  input: OfCustomer & { cursor?: string | undefined; limit: number },
) {
  await mustKnow(reading, input)
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const below = cursor
    ? sql`and (w.created_at, w.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``
  const { rows } = await items(
    input.storeId,
    sql`w.customer_id = ${input.customerId} ${below}`,
    input.limit + 1,
  ).execute(reading.tx)
  return pageOf(rows, input.limit, itemOf, row => [row.place, row.id])
}

type NewWish = {
  customerId: string
  storeId: string | null
  productId: string
  variantId: string | null
  size?: string | undefined
  note?: string | undefined
  source: WishlistItem['source']
}

/** Adds a wish; of one that is there, only a size or a note that is given changes. @returns its id, and whether anything changed */
export async function putWish(ctx: Ctx, wish: NewWish): Promise<{ id: string; changed: boolean }> {
  const { rows } = await sql<{ id: string }>`
    insert into wishlist_items as w (customer_id, product_id, variant_id, size, note, source, staff_id, store_id, created_at)
    values (${wish.customerId}, ${wish.productId}, ${wish.variantId}, ${wish.size ?? null}, ${wish.note ?? null}, ${wish.source},
      ${ctx.actor.kind === 'staff' ? ctx.actor.staffId : null}, ${wish.storeId}, ${ctx.clock.now()})
    on conflict on constraint wishlist_items_once do update set size = coalesce(excluded.size, w.size), note = coalesce(excluded.note, w.note)
      where (coalesce(excluded.size, w.size), coalesce(excluded.note, w.note)) is distinct from (w.size, w.note)
    returning id`.execute(ctx.tx)
  if (rows[0]) return { id: rows[0].id, changed: true }
  const { id } = await ctx.tx
    .selectFrom('wishlist_items')
    .select('id')
    .where('customer_id', '=', wish.customerId)
    .where('product_id', '=', wish.productId)
    .where('variant_id', 'is not distinct from', wish.variantId)
    .executeTakeFirstOrThrow()
  return { id, changed: false }
}

/** @throws Refusal UNKNOWN_PRODUCT, NOT_FOUND */
export async function addWish(
  ctx: StaffCtx,
  input: OfCustomer & {
    productId: string
    variantId?: string | undefined
    size?: string | undefined
    note?: string | undefined
    source: 'customer' | 'associate'
  },
): Promise<WishlistItem> {
  await mustKnow(ctx, input)
  const product = await ctx.tx
    .selectFrom('products as p')
    .leftJoin('variants as v', join =>
      join.onRef('v.product_id', '=', 'p.id').on('v.id', '=', input.variantId ?? null),
    )
    .where('p.id', '=', input.productId)
    .select(['p.id', 'v.id as variantId'])
    .executeTakeFirst()
  if (!product || (input.variantId && !product.variantId))
    throw new Refusal('UNKNOWN_PRODUCT', 422, 'The catalog has no such product, or it has no such variant.')
  const { id, changed } = await putWish(ctx, { ...input, variantId: input.variantId ?? null })
  if (changed) await tellStores(ctx, input.customerId, 'wished')
  const { rows } = await items(input.storeId, sql`w.id = ${id}`, 1).execute(ctx.tx)
  if (!rows[0]) throw new Error('A wish that was just added is gone.')
  return itemOf(rows[0])
}

/** @throws Refusal NOT_FOUND */
export async function removeWish(ctx: StaffCtx, input: OfCustomer & { itemId: string }): Promise<void> {
  await mustKnow(ctx, input)
  const gone = await ctx.tx
    .deleteFrom('wishlist_items')
    .where('id', '=', input.itemId)
    .where('customer_id', '=', input.customerId)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw notFound()
  await tellStores(ctx, input.customerId, 'wished')
}
