import type { Cart, CartKind } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { readSellingSettings } from '../pricing/index.ts'
import { mayBeHandedOver } from './cart.ts'
import { answer, changed, noted, standingNow } from './change.ts'
import { type LockedCart, lockOwnCart } from './lock.ts'

/**
 * Makes an assisted sale of a remote cart, or the other way round (CRT-9). Where a remote cart ships everything, so does
 * what was to be handed over, and that is another version; else what would be paid stays as it is.
 * @throws Refusal NOT_FOUND, CART_CLOSED
 */
export async function turnCart(ctx: StaffCtx, input: { cartId: string; kind: CartKind }): Promise<Cart> {
  const cart = await lockOwnCart(ctx, input.cartId)
  if (cart.kind === input.kind) return answer(await standingNow(ctx, cart.id))
  await ctx.tx.updateTable('carts').set({ kind: input.kind }).where('id', '=', cart.id).execute()
  const { mixedCarts } = await readSellingSettings(ctx)
  const moved = mayBeHandedOver({ kind: input.kind, mixedCarts }) ? 0 : await shipAll(ctx, cart)
  const turned = { history: 'turned', what: 'turned', data: { kind: input.kind } } as const
  return answer(moved > 0 ? await changed(ctx, cart, turned) : await noted(ctx, cart, turned))
}

/** What was to be handed over is shipped; the same that is shipped already takes it in. @returns how many items */
async function shipAll(ctx: StaffCtx, cart: LockedCart): Promise<number> {
  const items = await ctx.tx
    .selectFrom('cart_items')
    .select(['id', 'variant_id', 'quantity', 'fulfilment'])
    .where('cart_id', '=', cart.id)
    .execute()
  const here = items.filter(item => item.fulfilment === 'in_store')
  for (const item of here) {
    const shipped = items.find(one => one.fulfilment === 'ship' && one.variant_id === item.variant_id)
    if (shipped) await ctx.tx.deleteFrom('cart_items').where('id', '=', shipped.id).execute()
    await ctx.tx
      .updateTable('cart_items')
      .set({ fulfilment: 'ship', quantity: Math.min(999, item.quantity + (shipped?.quantity ?? 0)) })
      .where('id', '=', item.id)
      .execute()
  }
  return here.length
}
