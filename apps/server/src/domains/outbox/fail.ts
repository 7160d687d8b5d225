import type { Channel, FailureReason, MessageStatus } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { changeConsent, optOutElsewhere, subjectOf } from '../conversations/index.ts'
import { readBusiness } from '../stores/index.ts'
import { lockConsentOf, lockMessage, threadOf } from './lock-message.ts'
import { advances } from './status-rank.ts'

type Failure = { reason: FailureReason; code: string | null }

/**
 * The provider itself says that the customer wants nothing more, by a code of its own. Only then is the consent locked: a
 * refusal by our own gate comes while the consent is held, and waiting there for others who hold it would be a circle.
 */
export const saysOptOut = ({ reason, code }: Failure) =>
  reason === 'opted_out' && code !== null && /^\d+$/.test(code)

/** It will not arrive. A provider's own opt-out is the customer's: it goes into the ledger as well (CON-2). */
export async function failMessage(
  ctx: Ctx,
  messageId: string,
  failure: Failure,
  providerMessageId?: string,
): Promise<void> {
  const optOut = saysOptOut(failure)
  if (optOut) await lockConsentOf(ctx, messageId)
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
  if (optOut) {
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
