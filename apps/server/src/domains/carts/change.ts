import type { Cart, EventData } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/new-id.ts'
import { endLinks } from '../payments/index.ts'
import { discountLimitOf } from '../staff/index.ts'
import type { LockedCart } from './lock.ts'
import { type Standing, standingOf } from './standing.ts'

type Data = Record<string, string | number | boolean | null>
/** Something that happened with a cart: as its history says it, and as everyone who watches is told. */
export type Happened = {
  history: string
  what: EventData['cart.changed']['what']
  data?: Data
  /** The tap that did it, where the same tap must not do it again. */
  clientId?: string
}

/**
 * What would be paid has changed: the next version begins, nobody can pay the last one any more (CRT-6), and stock that is
 * not needed now is free again. Written down and told.
 * @returns the cart as it stands
 */
export async function changed(ctx: Ctx, cart: LockedCart, happened: Happened): Promise<Standing> {
  if (cart.sharedVersion !== null) {
    await endLinks(ctx, cart.id)
    await releaseWhatIsLeft(ctx, cart)
  }
  const now = ctx.clock.now()
  const version = cart.version + 1
  await ctx.tx.updateTable('carts').set({ version, changed_at: now }).where('id', '=', cart.id).execute()
  return noted(ctx, { ...cart, version }, happened)
}

/** As `changed`, for what does not change what would be paid. @returns the cart as it stands */
export async function noted(ctx: Ctx, cart: LockedCart, happened: Happened): Promise<Standing> {
  await record(ctx, cart, happened)
  const standing = await standingNow(ctx, cart.id)
  const { units, totalMinor } = standing.cart.totals
  await ctx.tx
    .updateTable('carts')
    .set({ units, total_minor: totalMinor })
    .where('id', '=', cart.id)
    .execute()
  return standing
}

/** Writes down what happened with a cart, and tells whoever watches. */
export async function record(
  ctx: Ctx,
  cart: Pick<LockedCart, 'id' | 'storeId' | 'customerId' | 'conversationId' | 'version'>,
  happened: Happened,
): Promise<void> {
  const staffId = staffOf(ctx)
  await ctx.tx
    .insertInto('cart_history')
    .values({
      id: newId(),
      cart_id: cart.id,
      at: ctx.clock.now(),
      what: happened.history,
      staff_id: staffId,
      client_id: happened.clientId ?? null,
      data: JSON.stringify({ ...happened.data, version: cart.version }),
    })
    .execute()
  await publish(
    ctx,
    'cart.changed',
    { storeId: cart.storeId, customerId: cart.customerId, conversationId: cart.conversationId, staffId },
    { cartId: cart.id, version: cart.version, what: happened.what },
  )
}

/** The cart as it stands, with what its reader may give away (a customer is asked for no approval). */
export async function standingNow(ctx: Ctx, cartId: string): Promise<Standing> {
  const staffId = staffOf(ctx)
  return standingOf(ctx, cartId, staffId ? await discountLimitOf(ctx, staffId) : null)
}

export const answer = ({ cart }: Standing): Cart => cart
export const staffOf = (ctx: Pick<Ctx, 'actor'>) => (ctx.actor.kind === 'staff' ? ctx.actor.staffId : null)

/** What a version promised and the next one does not hold any more. */
async function releaseWhatIsLeft(ctx: Ctx, cart: LockedCart): Promise<void> {
  const item = sql`i.cart_id = n.cart_id and i.variant_id = n.variant_id and (i.fulfilment = 'in_store') = (n.store_id is not null)`
  await sql`
    delete from stock_reservations n where n.cart_id = ${cart.id} and not exists (select from cart_items i where ${item})`.execute(
    ctx.tx,
  )
  await sql`
    update stock_reservations n set quantity = i.quantity from cart_items i
    where n.cart_id = ${cart.id} and ${item} and i.quantity < n.quantity`.execute(ctx.tx)
}
