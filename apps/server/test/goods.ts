import { newId, type World } from './world.ts'

type Goods = {
  name?: string
  priceMinor?: number
  currency?: string
  taxIncluded?: boolean
  taxClass?: 'standard' | 'reduced' | 'zero'
  weightG?: number
  size?: string
  /** In the stock of Berlin, and in the warehouse. */
  here?: number
  warehouse?: number
}

/** Something that Berlin sells: a silk scarf, ten here and ten in the warehouse, unless told otherwise. */
export async function sells(world: Pick<World, 'db' | 'server' | 'stores'>, goods: Goods = {}) {
  const at = world.server.clock.now()
  const code = newId()
  const { id: productId } = await world.db
    .insertInto('products')
    .values({
      external_id: code,
      version: at,
      name: goods.name ?? 'Silk scarf',
      tax_class: goods.taxClass ?? 'standard',
      created_at: at,
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: variantId } = await world.db
    .insertInto('variants')
    .values({
      product_id: productId,
      external_id: `${code}/1`,
      sku: code.slice(0, 8).toUpperCase(),
      size: goods.size ?? '38',
      weight_g: goods.weightG ?? 200,
      position: 1,
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await world.db
    .insertInto('prices')
    .values({
      variant_id: variantId,
      currency: goods.currency ?? 'EUR',
      amount_minor: goods.priceMinor ?? 12_900,
      tax_included: goods.taxIncluded ?? true,
    })
    .execute()
  await world.db
    .insertInto('stock')
    .values([
      { variant_id: variantId, store_id: world.stores.berlin, quantity: goods.here ?? 10, version: at },
      { variant_id: variantId, store_id: null, quantity: goods.warehouse ?? 10, version: at },
    ])
    .execute()
  return { productId, variantId }
}
