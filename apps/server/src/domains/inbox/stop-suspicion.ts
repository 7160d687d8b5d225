import type { StaffCtx } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { type ConsentKey, lockConsent, readConsent, suspectStop } from '../consent/index.ts'
import { addLine, changeConsent, optOutElsewhere, sendAutomatic } from '../conversations/index.ts'
import { readBusiness } from '../stores/index.ts'
import { lockVisible } from './visible.ts'

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
  await addLine(ctx, conversation, { type: 'stop_dismissed', staffName: ctx.viewer.firstName })
  await recordAudit(ctx, 'consent.stop_dismissed', {
    subject: input.messageId,
    storeId: conversation.storeId,
  })
}

async function held(ctx: StaffCtx, conversationId: string) {
  const conversation = await lockVisible(ctx, conversationId, lockConsent)
  const key: ConsentKey = {
    contactPointId: conversation.contactPointId,
    storeId: conversation.storeId,
    channel: conversation.channel,
  }
  return { conversation, key }
}
