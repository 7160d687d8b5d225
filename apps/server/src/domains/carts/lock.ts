import type { CartKind, CartState, OrderAddress } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'
import { holdConversation } from '../conversations/index.ts'
import { isAlive } from './cart.ts'
import { cartClosed } from './refusals.ts'

/** A cart that nobody else changes until the transaction ends, and its conversation with it. */
export type LockedCart = {
  id: string
  storeId: string
  customerId: string
  conversationId: string | null
  kind: CartKind
  /** As it is written; see `stateAt`. */
  state: CartState
  version: number
  sharedVersion: number | null
  token: string
  currency: string
  endsAt: Date
  address: OrderAddress | null
  shippingRateId: string | null
  orderId: string | null
  units: number
}

/**
 * Locks a cart: its conversation first, as everyone does, for the line that it may leave there. Whose it is may change
 * while we wait (a merge), and then the conversation is another.
 * @returns undefined when there is no such cart
 */
export async function lockCart(ctx: Pick<Ctx, 'tx'>, cartId: string): Promise<LockedCart | undefined> {
  for (;;) {
    const whose = await ctx.tx
      .selectFrom('carts')
      .select(['store_id', 'customer_id'])
      .where('id', '=', cartId)
      .executeTakeFirst()
    if (!whose) return undefined
    const customerId = whose.customer_id
    const conversationId = await holdConversation(ctx, { storeId: whose.store_id, customerId })
    const { rows } = await sql<Omit<LockedCart, 'conversationId'>>`
      select c.id, c.store_id as "storeId", c.customer_id as "customerId", c.kind, c.state, c.version, c.shared_version as "sharedVersion",
        c.token, c.currency, end_of_day(c.day, s.time_zone) as "endsAt", c.address, c.shipping_rate_id as "shippingRateId", c.order_id as "orderId", c.units
      from carts c join stores s on s.id = c.store_id where c.id = ${cartId} for update of c`.execute(ctx.tx)
    const [cart] = rows
    if (cart?.customerId === customerId) return { ...cart, conversationId }
  }
}

/**
 * The cart, locked, if it is of a store of theirs and still to be changed.
 * @throws Refusal NOT_FOUND, CART_CLOSED
 */
export async function lockOwnCart(ctx: StaffCtx, cartId: string): Promise<LockedCart> {
  const seen = await ctx.tx
    .selectFrom('carts')
    .select('id')
    .where('id', '=', cartId)
    .where(({ eb, val }) => eb('store_id', '=', eb.fn.any(val([...ctx.viewer.storeIds]))))
    .executeTakeFirst()
  if (!seen) throw notFound()
  const cart = await lockCart(ctx, cartId)
  if (!cart) throw notFound()
  if (!isAlive(cart, ctx.clock.now())) throw cartClosed()
  return cart
}
