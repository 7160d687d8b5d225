import type { Message } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { notFound } from '../../platform/refusal.ts'
import { subjectOf, takeOffCap } from '../conversations/index.ts'
import { messageOf, readMessage, selectMessages } from './messages.ts'
import { tooLate } from './refusals.ts'
import { visibleConversation } from './visible.ts'

/** Takes back a message that still waits. @throws Refusal TOO_LATE once it is on its way */
export async function cancelMessage(ctx: StaffCtx, input: { messageId: string }): Promise<Message> {
  const message = await readMessage(ctx, input.messageId)
  if (message?.direction !== 'out') throw notFound()
  const conversation = await visibleConversation(ctx, message.conversationId)
  const canceled = await ctx.tx
    .updateTable('messages')
    .set({ status: 'canceled' })
    .where('id', '=', input.messageId)
    .where('status', 'in', ['scheduled', 'queued'])
    .where('kind', '=', 'text')
    .returning('id')
    .executeTakeFirst()
  if (!canceled) throw tooLate()
  await takeOffCap(ctx, conversation.customerId, message.id)
  await publish(ctx, 'message.status_changed', subjectOf(conversation), {
    messageId: message.id,
    sequence: message.sequence,
    status: 'canceled',
  })
  const row = await selectMessages(ctx).where('m.id', '=', input.messageId).executeTakeFirstOrThrow()
  return messageOf(row)
}
