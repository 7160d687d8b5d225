import type { Cart, CartKind, CartState } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { stateAt } from './cart.ts'
import { answer, noted } from './change.ts'
import { lockCart } from './lock.ts'
import { holdCustomer, insertCart } from './open.ts'
import { cartInTheWay } from './refusals.ts'
import { clearTheWay } from './save.ts'

type Lapsed = { storeId: string; customerId: string; kind: CartKind; state: CartState; endsAt: Date }

/**
 * Quotes a lapsed cart again, as a new one at the prices of today (CRT-9). What is sold no more, or has no price now, comes
 * along at the old price and says so; discounts do not: they were given for that day.
 * @throws Refusal NOT_FOUND, NOT_LAPSED, CART_IN_THE_WAY
 */
export async function requoteCart(ctx: StaffCtx, input: { cartId: string }): Promise<Cart> {
  const { rows } = await sql<Lapsed>`
    select c.store_id as "storeId", c.customer_id as "customerId", c.kind, c.state, end_of_day(c.day, s.time_zone) as "endsAt"
    from carts c join stores s on s.id = c.store_id
    where c.id = ${input.cartId} and c.store_id = any(${[...ctx.viewer.storeIds]}::uuid[])`.execute(ctx.tx)
  const [lapsed] = rows
  if (!lapsed) throw notFound()
  if (stateAt(lapsed, ctx.clock.now()) !== 'expired')
    throw new Refusal('NOT_LAPSED', 409, 'Only a cart that has lapsed can be quoted again.')
  await holdCustomer(ctx, lapsed)
  await clearTheWay(ctx, lapsed)
  const made = await insertCart(ctx, { ...lapsed, requotedFrom: input.cartId })
  const cart = made && (await lockCart(ctx, made.id))
  if (!cart) throw cartInTheWay()
  await sql`
    insert into cart_items (id, cart_id, variant_id, quantity, fulfilment, unit_price_minor, tax_included, position, added_from, added_by)
    select gen_random_uuid(), ${cart.id}, i.variant_id, i.quantity, i.fulfilment, coalesce(r.amount_minor, i.unit_price_minor),
      coalesce(r.tax_included, i.tax_included), i.position, 'requote', ${ctx.viewer.staffId}
    from cart_items i left join prices r on r.variant_id = i.variant_id and r.currency = ${cart.currency}
    where i.cart_id = ${input.cartId}`.execute(ctx.tx)
  await sql`
    update carts n set address = o.address, shipping_rate_id = o.shipping_rate_id from carts o
    where n.id = ${cart.id} and o.id = ${input.cartId}`.execute(ctx.tx)
  return answer(await noted(ctx, cart, { history: 'requoted', what: 'opened', data: { from: input.cartId } }))
}
