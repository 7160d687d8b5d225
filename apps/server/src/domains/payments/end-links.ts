import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/**
 * Ends the cart's live payment link, in the transaction that changes the cart: from its commit on it is dead for us, and
 * a job tells the provider until the provider confirms. One that was never asked for at the provider just goes.
 */
export async function endLinks(ctx: Ctx, cartId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.tx
    .updateTable('payment_links')
    .set({
      state: sql`case when state = 'wanted' and attempts = 0 then 'ended' else 'ending' end`,
      ended_at: sql`case when state = 'wanted' and attempts = 0 then ${now}::timestamptz end`,
      attempts: 0,
      due_at: now,
    })
    .where('cart_id', '=', cartId)
    .where('state', 'in', ['wanted', 'active'])
    .execute()
  ctx.nudgeAfterCommit('payments')
}
