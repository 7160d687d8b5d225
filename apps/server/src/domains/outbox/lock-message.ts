import type { Ctx } from '../../platform/context.ts'
import { lockConsent } from '../consent/index.ts'
import type { Thread } from '../conversations/index.ts'

/** Consent before message, as everywhere. */
export async function lockConsentOf(ctx: Ctx, messageId: string) {
  const place = await ctx.tx
    .selectFrom('messages')
    .select('contact_point_id')
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (place?.contact_point_id) await lockConsent(ctx, place.contact_point_id)
}

export const lockMessage = (ctx: Ctx, messageId: string) =>
  ctx.tx
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select([
      'm.id',
      'm.store_id',
      'm.conversation_id',
      'm.sequence',
      'm.status',
      'm.provider_message_id',
      'm.contact_point_id',
      'm.channel',
      'c.customer_id',
    ])
    .where('m.id', '=', messageId)
    .forUpdate('m')
    .executeTakeFirst()

export const threadOf = (message: {
  store_id: string
  conversation_id: string
  customer_id: string
}): Thread => ({
  id: message.conversation_id,
  storeId: message.store_id,
  customerId: message.customer_id,
})
