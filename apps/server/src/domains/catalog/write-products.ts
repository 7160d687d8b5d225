import type { ProductInput } from '@rapport/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../platform/context.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'

type Given = z.output<typeof ProductInput>
export type Planned = Omit<Given, 'variants'> & {
  id: string
  variants: (Given['variants'][number] & { id: string })[]
}

/** Writes products whole, a statement a table: what they had before and have no more is gone, or not sold any more. */
export async function writeProducts(ctx: Ctx, products: readonly Planned[]): Promise<void> {
  if (products.length === 0) return
  const { tx } = ctx
  const now = ctx.clock.now()
  await insertRows(
    tx,
    'products',
    products.map(product => ({
      id: product.id,
      external_id: product.externalId,
      version: product.version,
      name: product.name,
      description: product.description,
      department: product.department ?? null,
      material: product.material ?? null,
      care: product.care ?? null,
      season: product.season ?? null,
      size_system: product.sizeSystem ?? null,
      active: product.active,
      created_at: now,
      updated_at: now,
    })),
    sql`on conflict (external_id) do update set version = excluded.version, name = excluded.name,
      description = excluded.description, department = excluded.department, material = excluded.material,
      care = excluded.care, season = excluded.season, size_system = excluded.size_system, active = excluded.active,
      updated_at = excluded.updated_at`,
  )
  const these = sql<string>`any(${products.map(product => product.id)}::uuid[])`
  for (const table of ['product_pictures', 'collection_products', 'product_pairings'] as const)
    await sql`delete from ${sql.table(table)} where product_id = ${these}`.execute(tx)
  await insertRows(
    tx,
    'product_pictures',
    products.flatMap(({ id, pictures }) =>
      pictures.map(({ colour, url }, n) => ({
        product_id: id,
        position: n + 1,
        colour: colour ?? null,
        url,
      })),
    ),
  )
  await insertRows(
    tx,
    'product_pairings',
    products.flatMap(({ id, goesWith }) =>
      [...new Set(goesWith)].map((other, n) => ({
        product_id: id,
        with_external_id: other,
        position: n + 1,
      })),
    ),
  )
  await writeVariants(ctx, products)
  await writeCollections(ctx, products)
}

async function writeVariants({ tx, clock }: Ctx, products: readonly Planned[]): Promise<void> {
  const variants = products.flatMap(({ id, variants }) =>
    variants.map((variant, n) => ({ ...variant, productId: id, position: n + 1 })),
  )
  const ids = variants.map(variant => variant.id)
  await sql`
    update variants set active = false
    where product_id = any(${products.map(product => product.id)}::uuid[]) and active and id <> all(${ids}::uuid[])`.execute(
    tx,
  )
  await insertRows(
    tx,
    'variants',
    variants.map(variant => ({
      id: variant.id,
      product_id: variant.productId,
      external_id: variant.externalId,
      sku: variant.sku || null,
      barcode: variant.barcode || null,
      colour: variant.colour || null,
      colour_hex: variant.colourHex?.toUpperCase() ?? null,
      size: variant.size || null,
      weight_g: variant.weightGrams ?? null,
      position: variant.position,
      active: true,
      created_at: clock.now(),
    })),
    sql`on conflict (external_id) do update set sku = excluded.sku, barcode = excluded.barcode, colour = excluded.colour,
      colour_hex = excluded.colour_hex, size = excluded.size, weight_g = excluded.weight_g, position = excluded.position,
      active = excluded.active`,
  )
  await tx.deleteFrom('prices').where('variant_id', '=', sql<string>`any(${ids}::uuid[])`).execute()
  await insertRows(
    tx,
    'prices',
    variants.flatMap(({ id, prices }) =>
      prices.map(price => ({
        variant_id: id,
        currency: price.currency,
        amount_minor: price.amountMinor,
        tax_included: price.taxIncluded,
      })),
    ),
  )
}

/** Where a product stands in a collection that does not say where. */
const afterAll = 1_000_001

async function writeCollections({ tx }: Ctx, products: readonly Planned[]): Promise<void> {
  const named = new Map(
    products.flatMap(({ collections }) => collections.map(one => [one.externalId, one] as const)),
  )
  if (named.size === 0) return
  await sql`
    insert into collections as c (external_id, name, description, position)
    select "externalId", name, coalesce(description, ''), coalesce(position, 0)
    from json_to_recordset(${JSON.stringify([...named.values()])}::json)
      as n ("externalId" text, name text, description text, position int)
    order by "externalId"
    on conflict (external_id) do update set name = excluded.name,
      description = coalesce(nullif(excluded.description, ''), c.description),
      position = coalesce(nullif(excluded.position, 0), c.position)
    where (c.name, c.description, c.position) is distinct from (excluded.name,
      coalesce(nullif(excluded.description, ''), c.description), coalesce(nullif(excluded.position, 0), c.position))`.execute(
    tx,
  )
  await sql`
    insert into collection_products (collection_id, product_id, position)
    select c.id, n.product_id, n.position
    from json_to_recordset(${JSON.stringify(
      products.flatMap(({ id, collections }) =>
        collections.map(one => ({
          product_id: id,
          external_id: one.externalId,
          position: one.place ?? afterAll,
        })),
      ),
    )}::json) as n (product_id uuid, external_id text, position int)
    join collections c on c.external_id = n.external_id
    on conflict do nothing`.execute(tx)
}
