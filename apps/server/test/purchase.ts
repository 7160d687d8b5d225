import { newId, type World } from './world.ts'

/** Priya has bought a camel coat in Berlin. */
export async function aPurchase(world: World) {
  const at = world.server.clock.now()
  const { id: productId } = await world.db
    .insertInto('products')
    .values({ external_id: 'camel-coat', version: at, name: 'Camel coat', created_at: at, updated_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: variantId } = await world.db
    .insertInto('variants')
    .values({ product_id: productId, external_id: 'camel-coat-38', size: '38', position: 1, created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  const orderId = newId()
  await world.db
    .insertInto('orders')
    .values({
      id: orderId,
      source: 'till',
      external_id: '1',
      number: '1001',
      version: at,
      placed_at: at,
      currency: 'EUR',
      customer_id: world.customers.priya.id,
      matched_by: 'phone',
      store_id: world.stores.berlin,
      origin: 'store',
      state: 'completed',
      guest: false,
      shipping_minor: 0,
      discount_minor: 0,
      tax_minor: 0,
      tax_included: true,
      total_minor: 69_000,
      totals_differ: false,
      units: 1,
      returned_units: 0,
      returned_minor: 0,
      recorded_at: at,
    })
    .execute()
  await world.db
    .insertInto('order_lines')
    .values({
      id: newId(),
      order_id: orderId,
      position: 1,
      variant_id: variantId,
      product_id: productId,
      name: 'Camel coat',
      quantity: 1,
      unit_price_minor: 69_000,
      discount_minor: 0,
      tax_minor: 0,
      total_minor: 69_000,
      fulfilment: 'in_store',
    })
    .execute()
  return { productId, orderId }
}
