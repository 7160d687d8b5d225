import type { Ctx } from '../../platform/context.ts'
import { addLine } from '../conversations/index.ts'
import { canonicalPhone } from '../customers/index.ts'

/** A customer called the store number and nobody at the landline answered: their conversation says so (STO-4). */
export async function recordMissedCall(
  ctx: Ctx,
  call: { from: string; to: string; outcome: string },
): Promise<void> {
  const conversation = await ctx.tx
    .selectFrom('store_numbers as n')
    .innerJoin('contact_points as p', join =>
      join.on('p.kind', '=', 'phone').on('p.value', '=', canonicalPhone(call.from) ?? call.from),
    )
    .innerJoin('conversations as c', join =>
      join.onRef('c.store_id', '=', 'n.store_id').onRef('c.customer_id', '=', 'p.customer_id'),
    )
    .where('n.phone', '=', call.to)
    .where('n.state', '=', 'active')
    .select(['c.id', 'c.store_id as storeId', 'c.customer_id as customerId', 'p.id as contactPointId'])
    .executeTakeFirst()
  if (!conversation) return
  await addLine(ctx, { ...conversation, channel: 'sms' }, { type: 'missed_call', outcome: call.outcome })
}
