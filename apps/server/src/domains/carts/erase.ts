import type { Ctx } from '../../platform/context.ts'
import { isAlive } from './cart.ts'
import { record } from './change.ts'
import { letGo, move } from './close.ts'
import { lockCart } from './lock.ts'

/**
 * Ends what these customers could still pay, before nothing names them any more (CUS-8). The caller holds their
 * conversations.
 */
export async function endCartsOf(ctx: Ctx, customerIds: readonly string[]): Promise<void> {
  const open = await ctx.tx
    .selectFrom('carts')
    .select('id')
    .where(({ eb, val }) => eb('customer_id', '=', eb.fn.any(val([...customerIds]))))
    .where('state', 'in', ['open', 'saved'])
    .orderBy('id')
    .execute()
  for (const { id } of open) {
    const cart = await lockCart(ctx, id)
    if (!cart) continue
    const into = isAlive(cart, ctx.clock.now()) ? 'emptied' : 'expired'
    await move(ctx, cart, into)
    await letGo(ctx, id)
    await record(ctx, cart, { history: into, what: into })
  }
}
