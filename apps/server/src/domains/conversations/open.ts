import type { Channel } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { mustSeeStore } from '../../platform/context.ts'
import { invalid, notFound } from '../../platform/refusal.ts'
import { joinConversation } from './append.ts'

/** The one conversation of a customer with a store, made when it is missing and locked until the transaction ends (INB-7). */
export async function lockConversation(
  ctx: Ctx,
  input: { storeId: string; customerId: string; contactPointId: string; channel: Channel },
): Promise<{ id: string; storeId: string; customerId: string }> {
  const now = ctx.clock.now()
  await ctx.tx
    .insertInto('conversations')
    .values({
      store_id: input.storeId,
      customer_id: input.customerId,
      contact_point_id: input.contactPointId,
      channel: input.channel,
      last_message_at: now,
      created_at: now,
    })
    .onConflict(conflict => conflict.columns(['store_id', 'customer_id']).doNothing())
    .execute()
  const { id } = await ctx.tx
    .selectFrom('conversations')
    .select('id')
    .where('store_id', '=', input.storeId)
    .where('customer_id', '=', input.customerId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await ctx.tx
    .insertInto('customer_stores')
    .values({ store_id: input.storeId, customer_id: input.customerId, since: now })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return { id, storeId: input.storeId, customerId: input.customerId }
}

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
