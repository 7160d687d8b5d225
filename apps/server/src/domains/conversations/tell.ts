import type { Channel, SystemLine } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { appendLine } from './append.ts'

/**
 * Writes a line that is no message into the conversation of a customer with a store; `asPreview` also shows it in the
 * inbox. Where they have none, nobody is told. Locks the conversation: hold it before what stands below it.
 */
export async function tellConversation(
  ctx: Ctx,
  { storeId, customerId }: { storeId: string; customerId: string },
  line: SystemLine,
  asPreview = true,
): Promise<void> {
  const place = await ctx.tx
    .selectFrom('conversations')
    .select(['id', 'contact_point_id', 'channel'])
    .where('store_id', '=', storeId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  if (!place) return
  const { sequence } = await appendLine(
    ctx,
    { conversationId: place.id, contactPointId: place.contact_point_id, channel: place.channel as Channel },
    line,
    asPreview,
  )
  await publish(
    ctx,
    'conversation.changed',
    { storeId, conversationId: place.id, customerId },
    { sequence, what: 'line' },
  )
}
