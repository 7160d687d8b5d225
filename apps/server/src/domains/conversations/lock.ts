import type { Channel } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import type { Thread } from './conversation.ts'

/** The one conversation of a customer with a store, made when it is missing and locked until the transaction ends (INB-7). */
export async function lockConversation(
  ctx: Ctx,
  input: { storeId: string; customerId: string; contactPointId: string; channel: Channel },
): Promise<Thread> {
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
 * Holds the conversation of a customer with a store until the transaction ends; what is sold in it is locked afterwards.
 * @returns its id; null when they have none
 */
export async function holdConversation(
  ctx: Pick<Ctx, 'tx'>,
  { storeId, customerId }: { storeId: string; customerId: string },
): Promise<string | null> {
  const row = await ctx.tx
    .selectFrom('conversations')
    .select('id')
    .where('store_id', '=', storeId)
    .where('customer_id', '=', customerId)
    .forUpdate()
    .executeTakeFirst()
  return row?.id ?? null
}
