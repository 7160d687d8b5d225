import type { OrderAddress } from '@rapport/contract'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { type Link, linkOf } from '../payments/index.ts'
import { type NotPayable, payable } from './cart.ts'
import { changed, record, standingNow } from './change.ts'
import { letGo, move } from './close.ts'
import type { CartContent } from './content.ts'
import { freeze, frozen, wantPayment } from './freeze.ts'
import { type LockedCart, lockCart, lockOwnCart } from './lock.ts'
import { approvalNeeded, cartClosed, cartMovedOn, notReady } from './refusals.ts'
import { holdStock } from './stock.ts'

export type ReadyToPay =
  | { ok: true; cartId: string; version: number; link: Link | undefined }
  | { ok: false; why: NotPayable }

/**
 * «Pay» on the customer's page, of the version that the page showed: decided anew, with price and stock looked at again
 * (CRT-9). What is found changed is a new version, so that the page says «being updated» and the store sees why.
 * @returns the link that pays it, which may still be on its way; undefined when no cart has this token
 */
export async function readyToPay(
  ctx: Ctx,
  input: { token: string; version: number },
): Promise<ReadyToPay | undefined> {
  const cart = await lockByToken(ctx, input.token)
  if (!cart) return undefined
  const shared = cart.sharedVersion === null ? undefined : await frozen(ctx, cart.id, cart.sharedVersion)
  const may = payable(cart, shared?.content, input.version, ctx.clock.now())
  if (!may.ok || !shared) return { ok: false, why: may.ok ? 'never_shared' : may.why }
  const { cart: now, loaded } = await standingNow(ctx, cart.id)
  if (now.items.some(item => item.problem !== null)) {
    await changed(ctx, cart, { history: 'found_changed', what: 'items' })
    return { ok: false, why: 'changed' }
  }
  // One that failed is wanted anew; else this changes nothing.
  await wantPayment(ctx, cart, input.version, shared.content, {
    country: shared.address?.country ?? loaded.store.country,
    language: loaded.customer.language,
  })
  return {
    ok: true,
    cartId: cart.id,
    version: input.version,
    link: await linkOf(ctx, cart.id, input.version),
  }
}

/** The cart of a customer's page, locked with its conversation; undefined when no cart has this token. */
export async function lockByToken(ctx: Ctx, token: string): Promise<LockedCart | undefined> {
  const found = await ctx.tx.selectFrom('carts').select('id').where('token', '=', token).executeTakeFirst()
  return found && lockCart(ctx, found.id)
}

/**
 * A cart that is paid in the store: locked, looked at again, and fixed as it stands; it need not have been shared.
 * @throws Refusal NOT_FOUND, CART_CLOSED (also for a saved one), CART_MOVED_ON, CART_NOT_READY, APPROVAL_NEEDED
 */
export async function fixForSale(
  ctx: StaffCtx,
  input: { cartId: string; version: number },
): Promise<{ cart: LockedCart; content: CartContent; address: OrderAddress | null }> {
  const cart = await lockOwnCart(ctx, input.cartId)
  if (cart.state !== 'open') throw cartClosed()
  if (cart.version !== input.version) throw cartMovedOn()
  await holdStock(ctx, cart)
  const standing = await standingNow(ctx, cart.id)
  const { missing, delivery } = standing.cart
  if (missing.length === 1 && missing[0] === 'approval') throw approvalNeeded()
  // Nobody will choose it on a page any more.
  const unchosen = delivery.needed && !delivery.option && missing.length === 0
  const all = unchosen ? [delivery.address ? ('shipping_option' as const) : ('address' as const)] : missing
  if (all.length > 0) throw notReady(all)
  await freeze(ctx, standing)
  const fixed = await frozen(ctx, cart.id, cart.version)
  if (!fixed) throw new Error('A version that was just fixed is there.')
  return { cart, ...fixed }
}

/**
 * The cart is paid by this order (PAY-2): it leaves the conversation's button, nothing is kept for it any more, and no
 * other link of it can be paid. The caller holds the cart (`lockCart`), has asked `payable`, has taken the goods, has
 * completed the link, and writes the line. One that lapsed while its payment was under way is paid all the same.
 */
export async function payCart(ctx: Ctx, cart: LockedCart, orderId: string): Promise<void> {
  await move(ctx, cart, 'paid', { order_id: orderId })
  await letGo(ctx, cart.id)
  await record(ctx, cart, { history: 'paid', what: 'paid', data: { orderId } })
}
