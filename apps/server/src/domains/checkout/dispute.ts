import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { recordAudit } from '../audit/index.ts'
import { holdConversation, tellConversation } from '../conversations/index.ts'
import type { Notification } from '../payments/index.ts'

/**
 * The money of a payment could not be collected, or the customer's bank took it back: the payment is flagged, the
 * conversation tells, the order stands, for the goods may have gone. When the bank gives it back again, all is as before.
 * @returns undefined while the payment is not known
 */
export async function disputePayment(
  ctx: Ctx,
  told: Notification,
  problem: 'capture_failed' | 'chargeback',
): Promise<string | undefined> {
  const payment = await readPayment(ctx, told.originalReference ?? '')
  if (!payment) return undefined
  const whose =
    payment.store_id && payment.customer_id
      ? { storeId: payment.store_id, customerId: payment.customer_id }
      : null
  const conversationId = whose && (await holdConversation(ctx, whose))
  const over = told.kind === 'chargeback_reversed'
  const changed = await ctx.tx
    .updateTable('payments')
    .set(over ? { problem: null, state: 'taken' } : { problem, state: 'failed' })
    .where('id', '=', payment.id)
    .where('problem', over ? '=' : 'is', over ? 'chargeback' : null)
    .where('order_id', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  const money = { currency: payment.currency, amountMinor: payment.amount_minor }
  const after = { paymentId: payment.id, orderId: payment.order_id, what: told.eventCode, ...money }
  await recordAudit(ctx, 'payment.disputed', {
    subject: told.originalReference ?? '',
    storeId: payment.store_id,
    after,
  })
  if (!changed) return 'noted'
  if (whose && !over)
    await tellConversation(ctx, whose, {
      type: 'payment_problem',
      paymentId: payment.id,
      problem,
      returning: false,
      ...money,
    })
  await publish(
    ctx,
    'payment.received',
    { storeId: payment.store_id, customerId: payment.customer_id, conversationId },
    {
      paymentId: payment.id,
      cartId: payment.cart_id,
      orderId: payment.order_id,
      problem: over ? null : problem,
    },
  )
  return over ? 'given back again' : problem
}

const readPayment = ({ tx }: Ctx, reference: string) =>
  tx
    .selectFrom('payments as p')
    .leftJoin('orders as o', 'o.id', 'p.order_id')
    .where('p.kind', '=', 'link')
    .where('p.reference', '=', reference)
    .select([
      'p.id',
      'p.store_id',
      'p.cart_id',
      'p.order_id',
      'p.currency',
      'p.amount_minor',
      'o.customer_id',
    ])
    .executeTakeFirst()
