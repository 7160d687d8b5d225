import type { Payment, Refund } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { getPayment } from './list-payments.ts'
import { readRefunds, refundOf, seenBy } from './payment-rows.ts'
import { NotThatMuch, wantRefund } from './refunds.ts'

const nothingLeft = (message: string) => new Refusal('NOTHING_TO_GIVE_BACK', 409, message)

/**
 * Gives back what is left of a payment that made no order (PAY-3).
 * @throws Refusal NOT_FOUND, NOTHING_TO_GIVE_BACK
 */
export async function giveBack(
  ctx: StaffCtx,
  input: { paymentId: string; reason: string },
): Promise<Payment> {
  const { rows } = await sql<{
    order_id: string | null
    problem: string | null
    amount_minor: number
    store_id: string | null
    left: number
  }>`
    select p.order_id, p.problem, p.amount_minor, p.store_id,
      p.amount_minor - coalesce((select sum(amount_minor) from refunds r where r.payment_id = p.id and r.state <> 'failed'), 0)::bigint as left
    from payments p where p.id = ${input.paymentId} and ${seenBy(ctx.viewer)} for update of p`.execute(ctx.tx)
  const [payment] = rows
  if (!payment) throw notFound()
  if (payment.problem === null || payment.order_id !== null)
    throw nothingLeft('This money paid an order: refund the order.')
  if (payment.left <= 0) throw nothingLeft('This money went back already, or is on its way.')
  const refundId = await wantRefund(ctx, {
    paymentId: input.paymentId,
    amountMinor: payment.left,
    reason: input.reason,
    staffId: ctx.viewer.staffId,
  })
  await recordAudit(ctx, 'payment.give_back', {
    subject: input.paymentId,
    storeId: payment.store_id,
    after: { refundId, amountMinor: payment.left },
  })
  return getPayment(ctx, input)
}

/**
 * Tries a refund that failed again: as a new one, for the provider has answered the old one for good.
 * @throws Refusal NOT_FOUND, NOT_FAILED, NOTHING_TO_GIVE_BACK
 */
export async function retryRefund(ctx: StaffCtx, input: { refundId: string }): Promise<Refund> {
  const { rows } = await sql<{ payment_id: string; store_id: string | null }>`
    select r.payment_id, p.store_id from refunds r join payments p on p.id = r.payment_id
    where r.id = ${input.refundId} and ${seenBy(ctx.viewer)} for update of p`.execute(ctx.tx)
  const [payment] = rows
  if (!payment) throw notFound()
  // Read with the payment held: whoever tried it again before us has said so.
  const failed = await ctx.tx
    .selectFrom('refunds')
    .selectAll()
    .where('id', '=', input.refundId)
    .executeTakeFirstOrThrow()
  if (failed.state !== 'failed' || failed.retried_as !== null)
    throw new Refusal('NOT_FAILED', 409, 'Only a refund that failed can be tried again, and once.')
  const refundId = await wantRefund(ctx, {
    paymentId: payment.payment_id,
    amountMinor: failed.amount_minor,
    reason: failed.reason,
    lines: failed.lines as Refund['lines'],
    shipping: failed.shipping,
    staffId: ctx.viewer.staffId,
  }).catch(error => {
    throw error instanceof NotThatMuch
      ? nothingLeft('There is not as much left of this payment: it went back another way.')
      : error
  })
  await ctx.tx.updateTable('refunds').set({ retried_as: refundId }).where('id', '=', input.refundId).execute()
  await recordAudit(ctx, 'refund.retry', {
    subject: input.refundId,
    storeId: payment.store_id,
    after: { refundId, amountMinor: failed.amount_minor },
  })
  const [row] = await readRefunds(ctx, sql`select * from refunds where id = ${refundId}`)
  if (!row) throw notFound()
  return refundOf(row)
}
