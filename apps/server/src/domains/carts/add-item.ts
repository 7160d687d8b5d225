import type { Cart, Fulfilment } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { newId } from '../../platform/new-id.ts'
import { invalid } from '../../platform/refusal.ts'
import { readSellingSettings } from '../pricing/index.ts'
import { fulfilmentFor, mayBeHandedOver } from './cart.ts'
import { answer, changed, standingNow } from './change.ts'
import { availableOf } from './load.ts'
import { type LockedCart, lockOwnCart } from './lock.ts'
import { notSoldHere } from './refusals.ts'

const mostItems = 100
const mostOfOne = 999

type Input = {
  cartId: string
  clientId: string
  variantId: string
  quantity: number
  fulfilment?: Fulfilment | undefined
  from: 'search' | 'scan' | 'wishlist' | 'recommendation'
}

/**
 * Puts a variant into the cart at the price of now (CRT-2); the same again raises its quantity. The same tap adds once,
 * however often it arrives.
 * @throws Refusal NOT_FOUND, CART_CLOSED, NOT_SOLD_HERE, INVALID for more items than a cart holds
 */
export async function addItem(ctx: StaffCtx, input: Input): Promise<Cart> {
  const cart = await lockOwnCart(ctx, input.cartId)
  if (await wasTapped(ctx, cart.id, input.clientId)) return answer(await standingNow(ctx, cart.id))
  const goods = await sellable(ctx, cart, input.variantId)
  const by = { kind: cart.kind, mixedCarts: (await readSellingSettings(ctx)).mixedCarts }
  const fulfilment =
    input.fulfilment && (input.fulfilment === 'ship' || mayBeHandedOver(by))
      ? input.fulfilment
      : fulfilmentFor({ ...by, here: goods.here, quantity: input.quantity })
  const itemId = await put(ctx, cart, { ...input, ...goods, fulfilment })
  return answer(
    await changed(ctx, cart, {
      history: 'item_added',
      what: 'items',
      data: { itemId, variantId: input.variantId, quantity: input.quantity, from: input.from },
      clientId: input.clientId,
    }),
  )
}

async function wasTapped(ctx: Ctx, cartId: string, clientId: string): Promise<boolean> {
  const earlier = await ctx.tx
    .selectFrom('cart_history')
    .select('id')
    .where('cart_id', '=', cartId)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  return earlier !== undefined
}

/** What a variant costs in this cart now, and how many of it the store has. @throws Refusal NOT_SOLD_HERE */
export async function sellable(ctx: Ctx, cart: LockedCart, variantId: string) {
  const { rows } = await sql<{ unitPriceMinor: number; taxIncluded: boolean; here: number }>`
    select r.amount_minor as "unitPriceMinor", r.tax_included as "taxIncluded",
      ${availableOf(sql`v.id`, sql`${cart.storeId}::uuid`, sql`${cart.id}`, ctx.clock.now())} as here
    from variants v join products p on p.id = v.product_id join prices r on r.variant_id = v.id and r.currency = ${cart.currency}
    where v.id = ${variantId} and v.active and p.active`.execute(ctx.tx)
  if (!rows[0]) throw notSoldHere()
  return rows[0]
}

type Put = Omit<Input, 'fulfilment'> & {
  fulfilment: Fulfilment
  unitPriceMinor: number
  taxIncluded: boolean
}
async function put(ctx: StaffCtx, cart: LockedCart, item: Put): Promise<string> {
  const { id, others } = await ctx.tx
    .insertInto('cart_items')
    .values({
      id: newId(),
      cart_id: cart.id,
      variant_id: item.variantId,
      quantity: item.quantity,
      fulfilment: item.fulfilment,
      unit_price_minor: item.unitPriceMinor,
      tax_included: item.taxIncluded,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from cart_items where cart_id = ${cart.id})`,
      added_from: item.from,
      added_by: ctx.viewer.staffId,
    })
    .onConflict(conflict =>
      conflict.columns(['cart_id', 'variant_id', 'fulfilment']).doUpdateSet({
        quantity: sql<number>`least(${sql.lit(mostOfOne)}, cart_items.quantity + excluded.quantity)`,
      }),
    )
    .returning('id')
    .returning(
      sql<number>`(select count(*)::int from cart_items x where x.cart_id = ${cart.id} and x.id <> cart_items.id)`.as(
        'others',
      ),
    )
    .executeTakeFirstOrThrow()
  if (others >= mostItems) throw invalid(`A cart holds at most ${mostItems} different items.`)
  return id
}
