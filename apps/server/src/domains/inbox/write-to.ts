import type { Channel, GateDecision } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { holdConsent } from '../consent/index.ts'
import {
  askGate,
  clientIdReused,
  joinConversation,
  lockConversation,
  queueMessage,
} from '../conversations/index.ts'
import { saidBefore } from './said-before.ts'

type Input = {
  storeId: string
  customerId: string
  contactPointId: string
  channel: Channel
  body: string
  clientId: string
}
export type Written = { conversationId: string | null; messageId: string | null; decision: GateDecision }

/**
 * Writes to one address of a customer, if the gate lets it (API-4). A "no" is an answer here and no refusal: whoever calls
 * learns the reasons, the next moment, and what may be done instead. The same client id is written once.
 * @throws Refusal CLIENT_ID_REUSED
 */
export async function writeTo(ctx: StaffCtx, input: Input): Promise<Written> {
  await holdConsent(ctx, input.contactPointId)
  const earlier = await ctx.tx
    .selectFrom('messages')
    .select(['id', 'conversation_id', 'contact_point_id', 'body', 'staff_id'])
    .select(['status', 'due_at', 'held_because'])
    .where('client_id', '=', input.clientId)
    .executeTakeFirst()
  if (earlier) {
    const same =
      earlier.contact_point_id === input.contactPointId &&
      earlier.body === input.body &&
      earlier.staff_id === ctx.viewer.staffId
    if (!same) throw clientIdReused()
    return { conversationId: earlier.conversation_id, messageId: earlier.id, decision: saidBefore(earlier) }
  }
  const decision = await askGate(ctx, {
    ...input,
    purpose: 'text',
    permitted: ctx.viewer.permissions.has('message.send'),
  })
  if (decision.verdict === 'deny') {
    const known = await ctx.tx
      .selectFrom('conversations')
      .select('id')
      .where('store_id', '=', input.storeId)
      .where('customer_id', '=', input.customerId)
      .executeTakeFirst()
    return { conversationId: known?.id ?? null, messageId: null, decision }
  }
  const conversation = await lockConversation(ctx, input)
  if (!ctx.viewer.permissions.has('inbox.store'))
    await joinConversation(ctx, ctx.viewer.staffId, conversation.id)
  const { messageId } = await queueMessage(ctx, {
    conversation,
    contactPointId: input.contactPointId,
    channel: input.channel,
    body: input.body,
    kind: 'text',
    staffId: ctx.viewer.staffId,
    clientId: input.clientId,
    decision,
  })
  return { conversationId: conversation.id, messageId, decision }
}
