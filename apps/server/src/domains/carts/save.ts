import type { Cart } from '@rapport/contract'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { invalid } from '../../platform/refusal.ts'
import { answer, noted, standingNow } from './change.ts'
import { closeCart, letGo, move, tellEmptied } from './close.ts'
import { type LockedCart, lockOwnCart } from './lock.ts'
import { currentCart } from './open.ts'
import { cartInTheWay } from './refusals.ts'

/**
 * Parks a cart until its day ends (CRT-5): it leaves the conversation's button. What was shared of it is taken back: the
 * link dies, the page says that it is being updated, and after resuming it is shared anew.
 * @throws Refusal NOT_FOUND, CART_CLOSED; INVALID for one that nothing is in
 */
export async function saveCart(ctx: StaffCtx, input: { cartId: string }): Promise<Cart> {
  const cart = await lockOwnCart(ctx, input.cartId)
  if (cart.state === 'saved') return answer(await standingNow(ctx, cart.id))
  if (cart.units === 0) throw invalid('There is nothing in this cart to save.')
  const parked = await park(ctx, cart)
  await tellEmptied(ctx, parked, 'saved')
  return answer(await noted(ctx, parked, { history: 'saved', what: 'saved' }))
}

/** Into the drawer. A version that was shared is not the last any more, for nobody may pay what is parked. */
export async function park(ctx: Ctx, cart: LockedCart): Promise<LockedCart> {
  await move(ctx, cart, 'saved')
  if (cart.sharedVersion !== cart.version) return cart
  await letGo(ctx, cart.id)
  const version = cart.version + 1
  await ctx.tx.updateTable('carts').set({ version }).where('id', '=', cart.id).execute()
  return { ...cart, version }
}

/**
 * Takes a saved cart up again. An open one that nothing is in makes way.
 * @throws Refusal NOT_FOUND, CART_CLOSED, CART_IN_THE_WAY
 */
export async function resumeCart(ctx: StaffCtx, input: { cartId: string }): Promise<Cart> {
  const cart = await lockOwnCart(ctx, input.cartId)
  if (cart.state === 'open') return answer(await standingNow(ctx, cart.id))
  await clearTheWay(ctx, cart)
  await move(ctx, cart, 'open')
  return answer(await noted(ctx, cart, { history: 'resumed', what: 'resumed' }))
}

/** @throws Refusal CART_IN_THE_WAY when this customer's open cart holds something */
export async function clearTheWay(ctx: Ctx, whose: { storeId: string; customerId: string }): Promise<void> {
  const open = await currentCart(ctx, whose)
  if (open && open.units > 0) throw cartInTheWay()
  if (open) await closeCart(ctx, open, 'emptied', 'removed')
}

/**
 * Takes everything out (CRT-8): this cart is over.
 * @throws Refusal NOT_FOUND, CART_CLOSED
 */
export async function emptyCart(ctx: StaffCtx, input: { cartId: string }): Promise<Cart> {
  const cart = await lockOwnCart(ctx, input.cartId)
  await closeCart(ctx, cart, 'emptied', 'removed')
  return answer(await standingNow(ctx, cart.id))
}
