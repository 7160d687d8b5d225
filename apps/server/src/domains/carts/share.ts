import { isDeepStrictEqual } from 'node:util'
import type { Cart } from '@rapport/contract'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { recordAudit } from '../audit/index.ts'
import { tellConversation } from '../conversations/index.ts'
import { readSellingSettings } from '../pricing/index.ts'
import { changed, noted, standingNow } from './change.ts'
import { type CartContent, contentOf } from './content.ts'
import { freeze, frozen, wantPayment } from './freeze.ts'
import { type LockedCart, lockOwnCart } from './lock.ts'
import { approvalNeeded, cartClosed, cartMovedOn, notReady } from './refusals.ts'
import { shareText } from './share-text.ts'
import { pagePathOf, type Standing } from './standing.ts'
import { holdStock, reserve } from './stock.ts'

/**
 * Fixes this version for the customer (CRT-5, CRT-6): price and stock are looked at again, stock is kept for it, its payment
 * link is wanted, the conversation says so. An unchanged cart that is shared again is the same version and the same link.
 * @throws Refusal NOT_FOUND, CART_CLOSED (also for a saved one), CART_MOVED_ON, CART_NOT_READY, APPROVAL_NEEDED
 */
export async function shareCart(
  ctx: StaffCtx,
  input: { cartId: string; version: number },
  publicUrl: string,
): Promise<{ cart: Cart; url: string; text: string }> {
  const cart = await lockOwnCart(ctx, input.cartId)
  if (cart.state !== 'open') throw cartClosed()
  if (cart.version !== input.version) throw cartMovedOn()
  const shared = await shareVersion(ctx, cart)
  const url = publicUrl + pagePathOf(cart.token)
  return { cart: shared.cart, url, text: await shareText(ctx, cart, url, shared) }
}

/** What staff and the customer's own choice have in common. The cart is locked, open, and its day not over. */
export async function shareVersion(ctx: Ctx, locked: LockedCart): Promise<Standing> {
  await holdStock(ctx, locked)
  const { cart, standing } = await asItStands(ctx, locked)
  const { missing } = standing.cart
  if (missing.length === 1 && missing[0] === 'approval') throw approvalNeeded()
  if (missing.length > 0) throw notReady(missing)
  const content = await freeze(ctx, standing)
  if ((await readSellingSettings(ctx)).reserveStock) await reserve(ctx, cart)
  const { loaded } = standing
  await wantPayment(ctx, cart, cart.version, content, {
    country: loaded.address?.country ?? loaded.store.country,
    language: loaded.customer.language,
  })
  if (cart.sharedVersion === cart.version) return standingNow(ctx, cart.id)
  const now = ctx.clock.now()
  await ctx.tx
    .updateTable('carts')
    .set({
      shared_version: cart.version,
      shared_at: now,
      ...(ctx.actor.kind === 'staff' ? { staff_id: ctx.actor.staffId } : {}),
    })
    .where('id', '=', cart.id)
    .execute()
  await tellShared(ctx, cart, standing)
  const { totalMinor } = content.totals
  await recordAudit(ctx, 'cart.shared', {
    subject: cart.id,
    storeId: cart.storeId,
    after: { version: cart.version, totalMinor, currency: content.currency },
  })
  return noted(ctx, cart, {
    history: 'shared',
    what: 'shared',
    data: { version: cart.version, totalMinor, currency: content.currency, units: content.totals.units },
  })
}

/** A version comes to one amount: where tax or delivery cost another today, the next one begins. */
async function asItStands(ctx: Ctx, cart: LockedCart): Promise<{ cart: LockedCart; standing: Standing }> {
  const standing = await standingNow(ctx, cart.id)
  const earlier = await frozen(ctx, cart.id, cart.version)
  if (!earlier || same(earlier.content, contentOf(standing.cart))) return { cart, standing }
  const next = await changed(ctx, cart, { history: 'reckoned_again', what: 'items' })
  return { cart: { ...cart, version: next.cart.version }, standing: next }
}

const same = (a: CartContent, b: CartContent) =>
  isDeepStrictEqual([a.totals, a.delivery], [b.totals, b.delivery])

async function tellShared(ctx: Ctx, cart: LockedCart, { cart: now, loaded }: Standing): Promise<void> {
  const { currency, totals } = now
  const money = { currency, amountMinor: totals.totalMinor }
  // Who chooses on the page tells it on the page; the conversation says what they chose.
  if (ctx.actor.kind !== 'staff')
    return tellConversation(ctx, cart, { type: 'cart_delivery_chosen', cartId: cart.id, ...money })
  const staff = await ctx.tx
    .selectFrom('staff')
    .select('first_name')
    .where('id', '=', ctx.actor.staffId)
    .executeTakeFirstOrThrow()
  await tellConversation(ctx, cart, {
    type: 'cart_shared',
    cartId: cart.id,
    version: cart.version,
    staffName: staff.first_name,
    again: loaded.sharedVersion !== null,
    items: totals.units,
    ...money,
  })
}
