import type { StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { notFound } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { type ConsentKey, lockConsent, readConsent, suspectStop } from '../consent/index.ts'
import { appendLine, changeConsent, optOutElsewhere, sendAutomatic } from '../conversations/index.ts'
import { readBusiness } from '../stores/index.ts'
import { visibleConversation } from './visible.ts'

type Input = { conversationId: string; messageId: string | null; note?: string | undefined }

/**
 * The customer wants no more messages: free text said so (CON-8), or they said it in the store. Goes into the ledger
 * with their words, is confirmed to them once, and cannot be taken back by staff (CON-7).
 */
export async function confirmOptOut(ctx: StaffCtx, input: Input): Promise<void> {
  const { conversation, key } = await held(ctx, input.conversationId)
  const words = input.messageId
    ? await ctx.tx
        .selectFrom('messages')
        .select('body')
        .where('id', '=', input.messageId)
        .where('conversation_id', '=', conversation.id)
        .executeTakeFirst()
    : { body: input.note ?? 'said in the store' }
  if (!words) throw notFound()
  const everywhere = (await readBusiness(ctx)).optOutScope === 'business'
  const entry = await changeConsent(ctx, key, conversation, {
    after: 'opted_out',
    cause: 'staff',
    words: words.body,
    messageId: input.messageId,
    everywhere,
  })
  if (entry === null) return
  if (everywhere)
    await optOutElsewhere(ctx, key, { cause: 'staff', words: words.body, messageId: input.messageId })
  await sendAutomatic(ctx, key, conversation, 'opted_out', entry)
  await recordAudit(ctx, 'consent.opted_out_by_staff', {
    subject: conversation.id,
    storeId: conversation.storeId,
    after: { words: words.body },
  })
}

/** Free text did not mean stop: sending may go on. @throws Refusal NOT_FOUND when another message is suspected by now */
export async function dismissStop(
  ctx: StaffCtx,
  input: { conversationId: string; messageId: string },
): Promise<void> {
  const { conversation, key } = await held(ctx, input.conversationId)
  const consent = await readConsent(ctx, key)
  if (consent.stopSuspectedMessageId !== input.messageId) throw notFound()
  await suspectStop(ctx, key, null)
  const place = { conversationId: conversation.id, contactPointId: key.contactPointId, channel: key.channel }
  const { sequence } = await appendLine(
    ctx,
    place,
    { type: 'stop_dismissed', staffName: ctx.viewer.firstName },
    false,
  )
  await recordAudit(ctx, 'consent.stop_dismissed', {
    subject: input.messageId,
    storeId: conversation.storeId,
  })
  await publish(
    ctx,
    'conversation.changed',
    { storeId: conversation.storeId, conversationId: conversation.id, customerId: conversation.customerId },
    { sequence, what: 'line' },
  )
}

async function held(ctx: StaffCtx, conversationId: string) {
  const seen = await visibleConversation(ctx, conversationId)
  await lockConsent(ctx, seen.contactPointId)
  const conversation = await visibleConversation(ctx, conversationId, true)
  const key: ConsentKey = {
    contactPointId: conversation.contactPointId,
    storeId: conversation.storeId,
    channel: conversation.channel,
  }
  return { conversation, key }
}
