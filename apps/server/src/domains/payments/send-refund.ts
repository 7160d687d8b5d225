import { type Selectable, sql } from 'kysely'
import { inTx, type Runtime } from '../../platform/context.ts'
import type { DB } from '../../platform/db/database.ts'
import { PaymentRejected, PaymentUnavailable } from '../../providers/payment.ts'
import { tell } from './refunds.ts'
import { claimed, nextTry, type ProviderTalk } from './talk.ts'

export type RefundRow = Selectable<DB['refunds']>
const longestWait = { ms: 10 * 60_000 }

/** Takes the next refund that is wanted. One payment's refunds go one after the other: the provider adds them up. */
export async function claimNextRefund(runtime: Runtime): Promise<RefundRow | undefined> {
  const { rows } = await sql<RefundRow>`
    update refunds set claimed_until = ${claimed}, attempts = attempts + 1 where id = (
      select id from refunds where state = 'wanted' and due_at <= ${runtime.clock.now()}
        and coalesce(claimed_until < clock_timestamp(), true)
      order by due_at, id limit 1 for update skip locked)
    returning *`.execute(runtime.db)
  return rows[0]
}

/**
 * Asks the provider to give money back, with the key that was kept before. Taken is not done: the notification tells,
 * and may come before the answer does.
 */
export async function sendRefund(talk: ProviderTalk, refund: RefundRow): Promise<void> {
  const payment = await talk.db
    .selectFrom('payments')
    .select(['reference', 'currency', 'amount_minor'])
    .where('id', '=', refund.payment_id)
    .executeTakeFirstOrThrow()
  try {
    const { providerReference } = await talk.payments.refund({
      idempotencyKey: refund.idempotency_key,
      reference: refund.reference,
      paymentReference: payment.reference,
      currency: payment.currency,
      amountMinor: refund.amount_minor,
      whole: refund.amount_minor === payment.amount_minor,
    })
    await inTx(talk, { kind: 'system' }, async ctx => {
      const row = await ctx.tx
        .updateTable('refunds')
        .set({
          provider_reference: providerReference,
          state: sql<string>`case state when 'wanted' then 'sent' else state end`,
          sent_at: ctx.clock.now(),
          due_at: null,
          claimed_until: null,
        })
        .where('id', '=', refund.id)
        .returning('state')
        .executeTakeFirstOrThrow()
      if (row.state === 'sent') await tell(ctx, refund.id)
    })
  } catch (error) {
    if (error instanceof PaymentRejected) await refused(talk, refund, error)
    else await later(talk, refund, error)
  }
}

async function refused(talk: ProviderTalk, refund: RefundRow, error: PaymentRejected): Promise<void> {
  talk.log.error(
    { refundId: refund.id, code: error.providerCode, why: error.message },
    'a refund was refused',
  )
  await inTx(talk, { kind: 'system' }, ctx => talk.onRefundRefused(ctx, refund.id, error.message))
}

async function later(talk: ProviderTalk, refund: RefundRow, error: unknown): Promise<void> {
  const known = error instanceof PaymentUnavailable
  talk.log[known ? 'warn' : 'error'](
    { refundId: refund.id, attempts: refund.attempts, why: (error as Error)?.message },
    'the payment provider is out of reach',
  )
  await talk.db
    .updateTable('refunds')
    .set({
      due_at: nextTry(talk.clock.now(), refund.attempts, longestWait, known ? error.retryAfterMs : null),
      claimed_until: null,
    })
    .where('id', '=', refund.id)
    .where('state', '=', 'wanted')
    .where('claimed_until', '=', refund.claimed_until)
    .execute()
}
