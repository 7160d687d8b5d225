import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { appendLine } from '../conversations/index.ts'
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
    .select(['c.id', 'c.store_id', 'c.customer_id', 'p.id as contact_point_id'])
    .executeTakeFirst()
  if (!conversation) return
  const place = {
    conversationId: conversation.id,
    contactPointId: conversation.contact_point_id,
    channel: 'sms',
  } as const
  const { sequence } = await appendLine(ctx, place, { type: 'missed_call', outcome: call.outcome }, false)
  await publish(
    ctx,
    'conversation.changed',
    { storeId: conversation.store_id, conversationId: conversation.id, customerId: conversation.customer_id },
    { sequence, what: 'line' },
  )
}
