import type { Ctx } from '../../platform/context.ts'
import { record } from './change.ts'
import { letGo, move } from './close.ts'
import type { LockedCart } from './lock.ts'

/** The cart has become an order: its link is used up, what was kept for it is sold, and history says so (CRT-8). */
export async function payCart(ctx: Ctx, cart: LockedCart, orderId: string): Promise<void> {
  await move(ctx, cart, 'paid', { order_id: orderId })
  await letGo(ctx, cart.id)
  await record(ctx, cart, { history: 'paid', what: 'paid', data: { orderId } })
}
