import type { Channel, SystemLine } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { appendLine } from './append.ts'
import { subjectOf, type Thread } from './conversation.ts'

/** Writes a line that is no message into a conversation, and tells who looks; `asPreview` also shows it in the inbox. */
export async function addLine(
  ctx: Ctx,
  thread: Thread & { contactPointId: string | null; channel: Channel },
  line: SystemLine,
  asPreview = false,
): Promise<void> {
  const place = { conversationId: thread.id, contactPointId: thread.contactPointId, channel: thread.channel }
  const { sequence } = await appendLine(ctx, place, line, asPreview)
  await publish(ctx, 'conversation.changed', subjectOf(thread), { sequence, what: 'line' })
}

/**
 * As `addLine`, to the conversation of a customer with a store. Where they have none, nobody is told. Locks the
 * conversation: hold it before what stands below it.
 */
export async function tellConversation(
  ctx: Ctx,
  { storeId, customerId }: { storeId: string; customerId: string },
  line: SystemLine,
  asPreview = true,
): Promise<void> {
  const found = await ctx.tx
    .selectFrom('conversations')
    .select(['id', 'contact_point_id as contactPointId', 'channel'])
    .where('store_id', '=', storeId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  if (!found) return
  await addLine(ctx, { ...found, channel: found.channel as Channel, storeId, customerId }, line, asPreview)
}
