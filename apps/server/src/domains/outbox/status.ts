import type { Channel, FailureReason, MessageStatus } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { ProviderStatus } from '../../providers/sms.ts'
import { lockConsent } from '../consent/index.ts'
import { changeConsent, optOutElsewhere, subjectOf, type Thread } from '../conversations/index.ts'
import { readBusiness } from '../stores/index.ts'
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
  if (told.status === 'failed') await lockConsentOf(ctx, told.messageId)
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
  if (told.status === 'failed')
    return failMessage(
      ctx,
      told.messageId,
      { reason: told.reason, code: told.errorCode },
      told.providerMessageId,
    )

  if (
    !message ||
    (message.provider_message_id !== null && message.provider_message_id !== told.providerMessageId)
  )
    return
  const next: MessageStatus = told.status
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

/** It will not arrive. A provider's own opt-out is the customer's: it goes into the ledger as well (CON-2). */
export async function failMessage(
  ctx: Ctx,
  messageId: string,
  failure: { reason: FailureReason; code: string | null },
  providerMessageId?: string,
): Promise<void> {
  await lockConsentOf(ctx, messageId)
  const message = await lockMessage(ctx, messageId)
  if (!message) return
  if (
    providerMessageId &&
    message.provider_message_id !== null &&
    message.provider_message_id !== providerMessageId
  )
    return
  if (!advances(message.status as MessageStatus, 'failed')) return
  await ctx.tx
    .updateTable('messages')
    .set({
      status: 'failed',
      failure_reason: failure.reason,
      failure_code: failure.code,
      ...(providerMessageId ? { provider_message_id: providerMessageId } : {}),
    })
    .where('id', '=', messageId)
    .execute()
  await publish(ctx, 'message.status_changed', subjectOf(threadOf(message)), {
    messageId,
    sequence: message.sequence,
    status: 'failed',
  })
  ctx.nudgeAfterCommit('outbox')

  if (!message.contact_point_id) return
  if (failure.reason === 'invalid_number') {
    await ctx.tx
      .updateTable('contact_points')
      .set({ invalid_reason: failure.code ?? 'invalid' })
      .where('id', '=', message.contact_point_id)
      .execute()
  }
  if (failure.reason === 'opted_out' && failure.code !== null && /^\d+$/.test(failure.code)) {
    const key = {
      contactPointId: message.contact_point_id,
      storeId: message.store_id,
      channel: message.channel as Channel,
    }
    const everywhere = (await readBusiness(ctx)).optOutScope === 'business'
    const said = { cause: 'provider', words: `provider refused: ${failure.code}`, messageId } as const
    const entry = await changeConsent(ctx, key, threadOf(message), {
      ...said,
      after: 'opted_out',
      everywhere,
    })
    if (entry !== null && everywhere) await optOutElsewhere(ctx, key, said)
  }
}

async function lockConsentOf(ctx: Ctx, messageId: string) {
  const place = await ctx.tx
    .selectFrom('messages')
    .select('contact_point_id')
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (place?.contact_point_id) await lockConsent(ctx, place.contact_point_id)
}

const lockMessage = (ctx: Ctx, messageId: string) =>
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

const threadOf = (message: { store_id: string; conversation_id: string; customer_id: string }): Thread => ({
  id: message.conversation_id,
  storeId: message.store_id,
  customerId: message.customer_id,
})
