import { sql } from 'kysely'
import { type Ctx, inTx, type Runtime } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { ProviderRejected, ProviderUnavailable, type SmsProvider } from '../../providers/sms.ts'
import { claim } from './claim.ts'
import { failMessage } from './fail.ts'

/** What sending needs besides the database: `ctx` has no provider, so no transaction can wait for one. */
export type Talk = Runtime & { sms: SmsProvider }

/**
 * Sends one message: claims it in one transaction, in which the gate is asked for the last time, hands it over, and
 * writes down the outcome in another. Dying in between leaves it claimed; `reconcile` then asks the provider before
 * anything is sent again (MSG-2).
 */
export async function deliver(talk: Talk, messageId: string): Promise<void> {
  const outgoing = await inTx(talk, { kind: 'system' }, ctx => claim(ctx, messageId))
  if (!outgoing) return
  try {
    const { providerMessageId } = await talk.sms.send(outgoing)
    await inTx(talk, { kind: 'system' }, ctx => taken(ctx, messageId, providerMessageId))
  } catch (error) {
    if (error instanceof ProviderRejected) {
      await inTx(talk, { kind: 'system' }, ctx =>
        failMessage(ctx, messageId, { reason: error.reason, code: error.providerCode }),
      )
    } else if (error instanceof ProviderUnavailable) {
      talk.log.warn({ messageId, taken: error.taken, why: error.message }, 'the provider is out of reach')
      if (error.taken === 'no')
        await inTx(talk, { kind: 'system' }, ctx => putBack(ctx, messageId, error.retryAfterMs))
    } else {
      throw error
    }
  }
}

async function taken(ctx: Ctx, messageId: string, providerMessageId: string): Promise<void> {
  const row = await ctx.tx
    .updateTable('messages')
    .set({ provider_message_id: providerMessageId })
    .where('id', '=', messageId)
    .where('provider_message_id', 'is', null)
    .returning(['store_id', 'conversation_id', 'sequence', 'status'])
    .executeTakeFirst()
  if (!row) return
  await publish(
    ctx,
    'message.status_changed',
    { storeId: row.store_id, conversationId: row.conversation_id },
    { messageId, sequence: row.sequence, status: row.status },
  )
  ctx.nudgeAfterCommit('outbox')
}

const longestWaitMs = 60_000

/** Not taken: back in the queue, in its place, after a wait that doubles up to a minute. */
export async function putBack(ctx: Ctx, messageId: string, waitMs: number | null): Promise<void> {
  const now = ctx.clock.now()
  await ctx.tx
    .updateTable('messages')
    .set({
      status: 'queued',
      due_at: sql<Date>`${now}::timestamptz + least(${waitMs ?? 250} * power(2, least(attempts - 1, 12)), ${longestWaitMs}) * interval '1 millisecond'`,
    })
    .where('id', '=', messageId)
    .where('status', '=', 'sending')
    .where('provider_message_id', 'is', null)
    .execute()
  ctx.nudgeAfterCommit('outbox')
}
