import { sells } from '../../../test/goods.ts'
import { meets } from '../../../test/scene.ts'
import { type Api, newId, type World } from '../../../test/world.ts'

/** A new customer of Berlin with an open cart, and what Maya does with it. */
export async function aCart(world: World, kind: 'remote' | 'sale' = 'remote', by: 'maya' | 'theo' = 'maya') {
  const api: Api = await world.as(by)
  const storeId = world.stores.berlin
  const customer = await meets(api, storeId)
  const whose = { storeId, customerId: customer.customerId }
  const { id: cartId } = await api.carts.open({ ...whose, kind })
  return {
    api,
    cartId,
    ...whose,
    ...customer,
    /** Puts something in, of a new kind unless told which. */
    async add(
      goods: Parameters<typeof sells>[1] & {
        variantId?: string
        quantity?: number
        fulfilment?: 'in_store' | 'ship'
      } = {},
    ) {
      const { quantity, fulfilment, variantId, ...what } = goods
      const cart = await api.carts.addItem({
        cartId,
        clientId: newId(),
        variantId: variantId ?? (await sells(world, what)).variantId,
        ...(quantity ? { quantity } : {}),
        ...(fulfilment ? { fulfilment } : {}),
      })
      return cart
    },
    get: () => api.carts.get({ cartId }),
  }
}

/** What the history of a cart says, oldest first. */
export async function historyOf(world: Pick<World, 'db'>, cartId: string): Promise<string[]> {
  const rows = await world.db
    .selectFrom('cart_history')
    .select('what')
    .where('cart_id', '=', cartId)
    .orderBy('id')
    .execute()
  return rows.map(row => row.what)
}

/** The lines that a conversation has got, oldest first. */
export async function linesOf(world: Pick<World, 'db'>, customerId: string) {
  const rows = await world.db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .where('c.customer_id', '=', customerId)
    .where('m.direction', '=', 'line')
    .select('m.line')
    .orderBy('m.sequence')
    .execute()
  return rows.map(row => row.line as Record<string, unknown>)
}

type Rate = { name: string; priceMinor: number; totalFromMinor?: number; totalBelowMinor?: number }
/** A way of sending to a country, in euros. @returns its id */
export async function shipsTo(world: Pick<World, 'db'>, country: string, rate: Rate): Promise<string> {
  const { id: zoneId } = await world.db
    .insertInto('shipping_zones')
    .values({ name: country })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ name: country }))
    .returning('id')
    .executeTakeFirstOrThrow()
  await world.db
    .insertInto('shipping_zone_places')
    .values({ zone_id: zoneId, country })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const { id } = await world.db
    .insertInto('shipping_rates')
    .values({
      zone_id: zoneId,
      name: rate.name,
      currency: 'EUR',
      price_minor: rate.priceMinor,
      total_from_minor: rate.totalFromMinor ?? 0,
      total_below_minor: rate.totalBelowMinor ?? null,
      days_from: 1,
      days_until: 3,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
