import type { FailureReason, MessageStatus } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { ProviderStatus } from '../../providers/sms.ts'
import { subjectOf } from '../conversations/index.ts'
import { failMessage, saysOptOut } from './fail.ts'
import { lockConsentOf, lockMessage, threadOf } from './lock-message.ts'
import { advances } from './status-rank.ts'

type Told = {
  messageId: string
  providerMessageId: string
  status: ProviderStatus
  rawStatus: string
  errorCode: string | null
  reason: FailureReason
}

/**
 * What the provider says became of a message: late, twice, in any order, before our own answer came (MSG-1).
 * Every word is kept; the status only moves up. It also tells a sender that died what its message's id is.
 *
 * The locks come before anything is written: a transaction gets its place among the events with its first write, and
 * one that wrote, then waited, would tell the screens of `delivered` before the `sent` it waited for.
 */
export async function recordStatus(ctx: Ctx, told: Told): Promise<void> {
  const failure = told.status === 'failed' ? { reason: told.reason, code: told.errorCode } : null
  if (failure && saysOptOut(failure)) await lockConsentOf(ctx, told.messageId)
  const message = await lockMessage(ctx, told.messageId)
  const fresh = await ctx.tx
    .insertInto('message_callbacks')
    .values({
      message_id: told.messageId,
      provider_message_id: told.providerMessageId,
      status: told.rawStatus,
      error_code: told.errorCode ?? '',
      received_at: ctx.clock.now(),
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!fresh) return
  if (failure) return failMessage(ctx, told.messageId, failure, told.providerMessageId)

  if (
    !message ||
    (message.provider_message_id !== null && message.provider_message_id !== told.providerMessageId)
  )
    return
  const next = told.status as MessageStatus
  const moves = advances(message.status as MessageStatus, next)
  if (!moves && message.provider_message_id !== null) return
  await ctx.tx
    .updateTable('messages')
    .set({
      provider_message_id: told.providerMessageId,
      ...(moves ? { status: next, failure_reason: null, failure_code: null } : {}),
    })
    .where('id', '=', told.messageId)
    .execute()
  await publish(ctx, 'message.status_changed', subjectOf(threadOf(message)), {
    messageId: told.messageId,
    sequence: message.sequence,
    status: moves ? next : message.status,
  })
  ctx.nudgeAfterCommit('outbox')
}
