import type { Channel } from '@rapport/contract'
import type { Ctx, StaffCtx, StaffReading } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'

export type VisibleConversation = {
  id: string
  storeId: string
  customerId: string
  contactPointId: string
  channel: Channel
  lastSequence: number
}

/**
 * The conversation, if this person may see it: of a store of theirs, and their own unless they see the store's inbox (ACC-1).
 * @param lock holds the row against other writers until the transaction ends
 * @throws Refusal NOT_FOUND otherwise, whether it exists or not
 */
export async function visibleConversation(
  reading: StaffReading,
  conversationId: string,
  lock = false,
): Promise<VisibleConversation> {
  const { viewer } = reading
  if (viewer.storeIds.length === 0) throw notFound()
  const row = await reading.tx
    .selectFrom('conversations as c')
    .where('c.id', '=', conversationId)
    .where('c.store_id', 'in', [...viewer.storeIds])
    .$if(!viewer.permissions.has('inbox.store'), query =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('conversation_members as m')
            .whereRef('m.conversation_id', '=', 'c.id')
            .where('m.staff_id', '=', viewer.staffId)
            .select('m.staff_id'),
        ),
      ),
    )
    .select(['c.id', 'c.store_id', 'c.customer_id', 'c.contact_point_id', 'c.channel', 'c.last_sequence'])
    .$if(lock, query => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw notFound()
  return {
    id: row.id,
    storeId: row.store_id,
    customerId: row.customer_id,
    contactPointId: row.contact_point_id,
    channel: row.channel as Channel,
    lastSequence: row.last_sequence,
  }
}

/**
 * The same, locked, together with the consent it goes by. The consent is taken first, as when a customer's message comes
 * in: in the same order nobody waits in a circle. Who has written from another address meanwhile brings another consent.
 */
export async function lockVisible(
  ctx: StaffCtx,
  conversationId: string,
  take: (ctx: Ctx, contactPointId: string) => Promise<void>,
): Promise<VisibleConversation> {
  const seen = await visibleConversation(ctx, conversationId)
  await take(ctx, seen.contactPointId)
  const conversation = await visibleConversation(ctx, conversationId, true)
  if (conversation.contactPointId !== seen.contactPointId) await take(ctx, conversation.contactPointId)
  return conversation
}
