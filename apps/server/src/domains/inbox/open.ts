import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import { mustSeeStore } from '../../platform/context.ts'
import { invalid, notFound } from '../../platform/refusal.ts'
import { joinConversation, lockConversation } from '../conversations/index.ts'

/**
 * The conversation that «Message» on a profile leads to. An empty one stays out of every inbox until something is written.
 * @throws Refusal INVALID when the customer has no phone
 */
export async function openConversation(
  ctx: StaffCtx,
  input: { storeId: string; customerId: string },
): Promise<{ conversationId: string }> {
  mustSeeStore(ctx.viewer, input.storeId)
  const known = await ctx.tx
    .selectFrom('customer_stores')
    .select('customer_id')
    .where('store_id', '=', input.storeId)
    .where('customer_id', '=', input.customerId)
    .executeTakeFirst()
  if (!known) throw notFound()
  const point = await ctx.tx
    .selectFrom('contact_points as p')
    .leftJoin('consent_states as s', join =>
      join
        .onRef('s.contact_point_id', '=', 'p.id')
        .on('s.store_id', '=', input.storeId)
        .on('s.channel', '=', 'sms'),
    )
    .where('p.customer_id', '=', input.customerId)
    .where('p.kind', '=', 'phone')
    .where('p.detached_at', 'is', null)
    .select('p.id')
    .orderBy(sql`s.state is not distinct from 'opted_in'`, 'desc')
    .orderBy('p.created_at')
    .executeTakeFirst()
  if (!point) throw invalid('This customer has no phone number yet. Add one to write to them.')
  const { id } = await lockConversation(ctx, { ...input, contactPointId: point.id, channel: 'sms' })
  // Who sees only their own would otherwise open what they may not see.
  if (!ctx.viewer.permissions.has('inbox.store')) await joinConversation(ctx, ctx.viewer.staffId, id)
  return { conversationId: id }
}
