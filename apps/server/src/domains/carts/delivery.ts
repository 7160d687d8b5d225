import type { Cart, OrderAddress } from '@rapport/contract'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { answer, changed } from './change.ts'
import { type LockedCart, lockOwnCart } from './lock.ts'
import type { Standing } from './standing.ts'

export type ChosenDelivery = {
  address: (OrderAddress & { country: string }) | null
  shippingRateId: string | null
}

/**
 * Where the cart is shipped to, and how (CRT-3).
 * @throws Refusal NOT_FOUND, CART_CLOSED, NOT_SHIPPED_THERE
 */
export async function setDelivery(ctx: StaffCtx, input: ChosenDelivery & { cartId: string }): Promise<Cart> {
  const cart = await lockOwnCart(ctx, input.cartId)
  return answer(await putDelivery(ctx, cart, input, 'delivery_set'))
}

/** @throws Refusal NOT_SHIPPED_THERE when the option is not offered for this address, weight and total */
export async function putDelivery(
  ctx: Ctx,
  cart: LockedCart,
  chosen: ChosenDelivery,
  history: 'delivery_set' | 'delivery_chosen',
): Promise<Standing> {
  await ctx.tx
    .updateTable('carts')
    .set({
      address: chosen.address && JSON.stringify(written(chosen.address)),
      // What no longer exists is refused below, in words.
      shipping_rate_id: chosen.shippingRateId
        ? ({ selectFrom }) =>
            selectFrom('shipping_rates')
              .select('id')
              .where('id', '=', chosen.shippingRateId ?? '')
        : null,
    })
    .where('id', '=', cart.id)
    .execute()
  const standing = await changed(ctx, cart, {
    history,
    what: 'delivery',
    data: { country: chosen.address?.country ?? null, shippingRateId: chosen.shippingRateId },
  })
  const { options } = standing.cart.delivery
  if (chosen.shippingRateId && !options.some(option => option.id === chosen.shippingRateId))
    throw notShippedThere()
  return standing
}

/** An address without what was left empty. */
const written = (address: OrderAddress) =>
  Object.fromEntries(Object.entries(address).filter(([, value]) => typeof value === 'string' && value.trim()))

const notShippedThere = () =>
  new Refusal('NOT_SHIPPED_THERE', 422, 'This option is not offered for this address, weight and total.')
