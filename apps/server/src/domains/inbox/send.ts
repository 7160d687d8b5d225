import type { GateDecision, Message } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'
import { holdConsent } from '../consent/index.ts'
import { askGate, clientIdReused, queueMessage } from '../conversations/index.ts'
import { useQuickReply } from '../templates/index.ts'
import { messageOf, readMessage, selectMessages } from './messages.ts'
import { movedOn, sendDenied } from './refusals.ts'
import { saidBefore } from './said-before.ts'
import { lockVisible, visibleConversation } from './visible.ts'

type Input = {
  conversationId: string
  clientId: string
  body: string
  seenSequence: number
  quickReplyId?: string | undefined
}
export type Sent = { message: Message; decision: GateDecision }

/**
 * Sends a text, once per client id: the same tap from a second device or a second try answers with the first's message.
 * @throws Refusal SEND_DENIED by the gate; CONVERSATION_MOVED_ON when others wrote since the author last looked; CLIENT_ID_REUSED
 */
export async function sendText(ctx: StaffCtx, input: Input): Promise<Sent> {
  const conversation = await lockVisible(ctx, input.conversationId, holdConsent)
  const earlier = await earlierTap(ctx, input)
  if (earlier) return earlier
  await refuseIfMovedOn(ctx, input)

  const decision = await askGate(ctx, {
    storeId: conversation.storeId,
    customerId: conversation.customerId,
    contactPointId: conversation.contactPointId,
    channel: conversation.channel,
    purpose: 'text',
    permitted: ctx.viewer.permissions.has('message.send'),
  })
  if (decision.verdict === 'deny') throw sendDenied(decision)

  const { messageId } = await queueMessage(ctx, {
    conversation,
    contactPointId: conversation.contactPointId,
    channel: conversation.channel,
    body: input.body,
    kind: 'text',
    staffId: ctx.viewer.staffId,
    clientId: input.clientId,
    decision,
  })
  if (input.quickReplyId) await useQuickReply(ctx, input.quickReplyId)
  return { message: await mustRead(ctx, messageId), decision }
}

/** Sends a failed message again, as a new one. */
export async function retryMessage(
  ctx: StaffCtx,
  input: { messageId: string; clientId: string },
): Promise<Sent> {
  const failed = await readMessage(ctx, input.messageId)
  if (failed?.direction !== 'out' || failed.status !== 'failed' || failed.kind !== 'text') throw notFound()
  const conversation = await visibleConversation(ctx, failed.conversationId)
  return sendText(ctx, {
    conversationId: failed.conversationId,
    clientId: input.clientId,
    body: failed.body,
    seenSequence: conversation.lastSequence,
  })
}

async function earlierTap(ctx: StaffCtx, input: Input): Promise<Sent | undefined> {
  const row = await selectMessages(ctx).where('m.client_id', '=', input.clientId).executeTakeFirst()
  if (!row) return undefined
  const same =
    row.conversation_id === input.conversationId &&
    row.body === input.body &&
    row.staff_id === ctx.viewer.staffId
  if (!same) throw clientIdReused()
  return { message: messageOf(row), decision: saidBefore(row) }
}

/** INB-3: what came in between is shown before the answer goes. One's own lines and system lines do not count. */
async function refuseIfMovedOn(ctx: StaffCtx, input: Input) {
  const rows = await selectMessages(ctx)
    .where('m.conversation_id', '=', input.conversationId)
    .where('m.sequence', '>', input.seenSequence)
    .orderBy('m.sequence')
    .limit(20)
    .execute()
  const byOthers = rows.filter(
    row => row.direction === 'in' || (row.kind === 'text' && row.staff_id !== ctx.viewer.staffId),
  )
  const last = rows.at(-1)
  if (byOthers.length > 0 && last) throw movedOn(byOthers.map(messageOf), last.sequence)
}

async function mustRead(ctx: StaffCtx, messageId: string): Promise<Message> {
  const message = await readMessage(ctx, messageId)
  if (!message) throw new Error('The message that was just written is gone.')
  return message
}
