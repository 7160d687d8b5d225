import type { Channel, GateReason } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { holdConsent } from '../consent/index.ts'
import { askGate } from './gate-facts.ts'
import { lockConversation } from './lock.ts'
import { queueMessage } from './queue.ts'

type Receipt = { storeId: string; customerId: string; contactPointId: string; body: string }

/**
 * Queues the message with a customer's receipt, if the gate lets it (CON-2). It goes to where the conversation is; where
 * there is none, to this phone. Takes the consent first, so nothing may be locked before.
 */
export async function queueReceipt(
  ctx: Ctx,
  { storeId, customerId, contactPointId, body }: Receipt,
): Promise<{ messageId: string } | { refused: readonly GateReason[] }> {
  const talk = await ctx.tx
    .selectFrom('conversations')
    .select(['contact_point_id', 'channel'])
    .where('store_id', '=', storeId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  const to = {
    contactPointId: talk?.contact_point_id ?? contactPointId,
    channel: (talk?.channel ?? 'sms') as Channel,
  }
  await holdConsent(ctx, to.contactPointId)
  const decision = await askGate(ctx, { storeId, customerId, ...to, purpose: 'receipt', permitted: true })
  if (decision.verdict === 'deny') return { refused: decision.reasons }
  const conversation = await lockConversation(ctx, { storeId, customerId, ...to })
  const { messageId } = await queueMessage(ctx, {
    conversation,
    ...to,
    body,
    kind: 'receipt',
    staffId: null,
    clientId: null,
    decision,
  })
  return { messageId }
}
