import { randomInt } from 'node:crypto'
import type { LinkedProduct, Price } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type StaffCtx, type StaffReading } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'
import { priceInText } from './price-in-text.ts'

// Nothing that a reader takes for something else.
const letters = '23456789abcdefghjkmnpqrstuvwxyz'
const newCode = () => Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('')

type Linked = { storeId: string; productId: string; variantId?: string | undefined }

/**
 * The short code of a product's page, of this store and from this person: the same again for the same.
 * @throws Refusal NOT_FOUND when the store is not theirs, or there is no such product or variant
 */
async function productLink(ctx: StaffCtx, { storeId, productId, variantId }: Linked): Promise<string> {
  mustSeeStore(ctx.viewer, storeId)
  const { rows: known } = await sql`
    select from products p where p.id = ${productId}
      and (${variantId ?? null}::uuid is null or exists (select from variants where id = ${variantId ?? null} and product_id = p.id))`.execute(
    ctx.tx,
  )
  if (known.length === 0) throw notFound()
  for (;;) {
    const { rows } = await sql<{ code: string }>`
      with made as (
        insert into product_links (code, store_id, product_id, variant_id, staff_id, created_at)
        values (${newCode()}, ${storeId}, ${productId}, ${variantId ?? null}, ${ctx.viewer.staffId}, ${ctx.clock.now()})
        on conflict do nothing returning code)
      select code from made
      union all
      select code from product_links where store_id = ${storeId} and product_id = ${productId}
        and variant_id is not distinct from ${variantId ?? null}::uuid and staff_id = ${ctx.viewer.staffId}
      limit 1`.execute(ctx.tx)
    if (rows[0]) return rows[0].code
  }
}

type Words = { customerId?: string | undefined; language?: string | undefined }

/**
 * The address of a product and words for it, as a draft takes them: what it is, what it costs, where to look.
 * @throws Refusal NOT_FOUND also when the store does not know the customer it is for
 */
export const linkProduct = (publicUrl: string) => async (ctx: StaffCtx, input: Linked & Words) => {
  const url = `${publicUrl}/p/${await productLink(ctx, input)}`
  const { rows } = await sql<{ name: string; language: string; known: boolean; price: Price | null }>`
      select p.name, coalesce(c.language, s.language) as language, c.id is not null as known, ${priceOf(input.storeId)} as price
      from products p join stores s on s.id = ${input.storeId}
      left join customer_stores k on k.store_id = s.id and k.customer_id = ${input.customerId ?? null}
      left join customers c on c.id = k.customer_id
      left join variants v on v.id = ${input.variantId ?? null} where p.id = ${input.productId}`.execute(
    ctx.tx,
  )
  const [row] = rows
  if (!row || (input.customerId && !row.known)) throw notFound()
  const price = row.price && priceInText(row.price, input.language ?? row.language)
  return { url, text: `${[row.name, price].filter(Boolean).join(', ')}\n${url}` }
}

/** Of the variant `v`, else the lowest of the product `p`, in the store's currency. */
const priceOf = (storeId: string) => sql`(
  select json_build_object('currency', r.currency, 'amountMinor', r.amount_minor, 'taxIncluded', r.tax_included)
  from variants o join prices r on r.variant_id = o.id
  where o.product_id = p.id and (o.id = v.id or (v.id is null and o.active)) and r.currency = (select currency from stores where id = ${storeId})
  order by r.amount_minor limit 1)`

const stockAt = (place: ReturnType<typeof sql>) => sql`greatest(0, coalesce((
  select sum(k.quantity) from variants o join available_stock k on k.variant_id = o.id
  where o.product_id = p.id and (o.id = v.id or (v.id is null and o.active)) and ${place}), 0))::int`

/**
 * What a link of this store leads to, for the card that stands in a conversation.
 * @throws Refusal NOT_FOUND when the store is not the viewer's, or has no such link
 */
export async function readLinked(
  { tx, viewer }: StaffReading,
  { storeId, code }: { storeId: string; code: string },
): Promise<LinkedProduct> {
  mustSeeStore(viewer, storeId)
  const { rows } = await sql<LinkedProduct>`
    select p.id as "productId", v.id as "variantId", p.name, v.colour, v.size, p.active and coalesce(v.active, true) as active,
      (select x.url from product_pictures x where x.product_id = p.id
        order by x.colour is not distinct from v.colour desc, x.position limit 1) as "pictureUrl",
      ${priceOf(storeId)} as price, ${stockAt(sql`k.store_id = ${storeId}`)} as "stockHere",
      ${stockAt(sql`k.store_id is null`)} as "stockWarehouse"
    from product_links l join products p on p.id = l.product_id left join variants v on v.id = l.variant_id
    where l.code = ${code} and l.store_id = ${storeId}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  return row
}
