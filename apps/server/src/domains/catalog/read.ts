import type { Product, Variant } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type Reading, type StaffReading } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'

type VariantRow = Omit<
  Variant,
  'externalId' | 'colourHex' | 'weightGrams' | 'stockHere' | 'stockWarehouse' | 'stockElsewhere'
> & {
  external_id: string
  colour_hex: string | null
  weight_g: number | null
  here: number
  warehouse: number
  elsewhere: Variant['stockElsewhere']
}

/**
 * A product as a store sees it: its variants with prices, and stock here, elsewhere and in the warehouse.
 * @throws Refusal NOT_FOUND when there is no such product, or the store is not the viewer's
 */
export async function readProduct(
  reading: StaffReading,
  input: { storeId: string; productId: string },
): Promise<Product> {
  mustSeeStore(reading.viewer, input.storeId)
  return productAt(reading, input)
}

/**
 * A product as a store sees it, for whoever may see that store.
 * @throws Refusal NOT_FOUND when there is no such product
 */
export async function productAt(
  { tx }: Reading,
  input: { storeId: string; productId: string },
): Promise<Product> {
  const product = await tx
    .selectFrom('products')
    .selectAll()
    .where('id', '=', input.productId)
    .executeTakeFirst()
  if (!product) throw notFound()
  const store = await tx
    .selectFrom('stores')
    .select(['currency', 'country'])
    .where('id', '=', input.storeId)
    .executeTakeFirstOrThrow()
  const pictures = await tx
    .selectFrom('product_pictures')
    .select(['colour', 'url'])
    .where('product_id', '=', product.id)
    .orderBy('position')
    .execute()
  const collections = await tx
    .selectFrom('collection_products as k')
    .innerJoin('collections as c', 'c.id', 'k.collection_id')
    .select(['c.id', 'c.name'])
    .where('k.product_id', '=', product.id)
    .orderBy('c.position')
    .orderBy('c.id')
    .execute()
  const { rows: goesWith } = await sql<Product['goesWith'][number]>`
    select p.id, p.name,
      (select url from product_pictures x where x.product_id = p.id order by x.position limit 1) as "pictureUrl"
    from product_pairings g join products p on p.external_id = g.with_external_id and p.active
    where g.product_id = ${product.id} order by g.position`.execute(tx)
  const { rows: variants } = await sql<VariantRow>`
    select v.id, v.external_id, v.sku, v.barcode, v.colour, v.colour_hex, v.size, v.weight_g, v.active,
      coalesce((select json_agg(json_build_object('currency', r.currency, 'amountMinor', r.amount_minor, 'taxIncluded', r.tax_included) order by r.currency)
        from prices r where r.variant_id = v.id), '[]') as prices,
      greatest(0, coalesce(sum(s.quantity) filter (where s.store_id = ${input.storeId}), 0))::int as here,
      greatest(0, coalesce(sum(s.quantity) filter (where s.variant_id is not null and s.store_id is null), 0))::int as warehouse,
      coalesce(json_agg(json_build_object('storeId', t.id, 'storeName', t.name, 'sameCountry', t.country = ${store.country}, 'quantity', s.quantity) order by s.quantity desc, t.name)
        filter (where s.quantity > 0 and t.kind = 'production' and t.id <> ${input.storeId}), '[]') as elsewhere
    from variants v left join available_stock s on s.variant_id = v.id left join stores t on t.id = s.store_id
    where v.product_id = ${product.id} group by v.id order by v.active desc, v.position, v.id`.execute(tx)
  return {
    id: product.id,
    externalId: product.external_id,
    name: product.name,
    description: product.description,
    department: product.department,
    material: product.material,
    care: product.care,
    season: product.season,
    sizeSystem: product.size_system,
    active: product.active,
    currency: store.currency ?? 'EUR',
    pictures,
    collections,
    goesWith,
    variants: variants.map(({ external_id, colour_hex, weight_g, here, warehouse, elsewhere, ...row }) => ({
      ...row,
      externalId: external_id,
      colourHex: colour_hex,
      weightGrams: weight_g,
      stockHere: here,
      stockWarehouse: warehouse,
      stockElsewhere: elsewhere,
    })),
  }
}
