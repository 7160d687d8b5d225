import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { mustSeeOrder } from '../orders/index.ts'
import { paymentOf, readPayments } from './payment-rows.ts'

type Send = { way: 'message' | 'email'; state: 'wanted' | 'sent' | 'refused' | 'failed'; why: string | null }

/**
 * How an order was paid and refunded, and its receipt. Who sees the order sees this.
 * @throws Refusal NOT_FOUND
 */
export async function paymentsOfOrder(reading: StaffReading, input: { orderId: string }, publicUrl: string) {
  await mustSeeOrder(reading, input.orderId)
  const payments = (
    await readPayments(reading, sql`select p.* from payments p where p.order_id = ${input.orderId}`)
  ).map(paymentOf)
  const receipt = await reading.tx
    .selectFrom('receipts')
    .select(['id', 'token'])
    .where('order_id', '=', input.orderId)
    .executeTakeFirst()
  const sends = receipt
    ? await reading.tx
        .selectFrom('receipt_sends')
        .select(['way', 'state', 'why'])
        .where('receipt_id', '=', receipt.id)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
    : []
  return {
    payments,
    receiptUrl: receipt ? `${publicUrl}/r/${receipt.token}` : null,
    receiptSends: sends as Send[],
    refundableMinor: payments.reduce((sum, one) => sum + leftOf(one), 0),
  }
}

const leftOf = (payment: ReturnType<typeof paymentOf>) =>
  payment.problem !== null || payment.state === 'failed'
    ? 0
    : payment.refunds.reduce(
        (left, refund) => left - (refund.state === 'failed' ? 0 : refund.amountMinor),
        payment.amountMinor,
      )
