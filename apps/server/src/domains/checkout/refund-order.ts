import type { Refund } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { invalid, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { moveStock } from '../catalog/index.ts'
import { holdConversation, tellConversation } from '../conversations/index.ts'
import { holdOrder, mustSeeOrder } from '../orders/index.ts'
import { NotThatMuch, readRefund, wantRefund } from '../payments/index.ts'
import { readPaidOrder } from './paid-order.ts'
import { type RefundAsked, type RefundParts, refundParts } from './refund-parts.ts'
import { followOrder } from './settle-returned.ts'

type Input = {
  orderId: string
  clientId: string
  what: RefundAsked
  reason: string
  restock: boolean
}
const tooMuch = () => new Refusal('TOO_MUCH', 409, 'This is more than was paid and not given back yet.')

/**
 * Gives money of an order back (PAY-5): all of it, some lines with their share of discount and tax, or an amount. What was
 * taken in the store goes back over the counter, and is done; the rest the provider is asked for. The same tap is one refund.
 * @throws Refusal NOT_FOUND, NOT_PAID_HERE, TOO_MUCH, INVALID for a tap of another refund
 */
export async function refundOrder(ctx: StaffCtx, input: Input): Promise<{ refunds: Refund[] }> {
  await mustSeeOrder(ctx, input.orderId)
  const order = await ctx.tx
    .selectFrom('orders')
    .select(['number', 'store_id', 'customer_id', 'currency'])
    .where('id', '=', input.orderId)
    .executeTakeFirstOrThrow()
  const whose =
    order.store_id && order.customer_id ? { storeId: order.store_id, customerId: order.customer_id } : null
  if (whose) await holdConversation(ctx, whose)
  await holdOrder(ctx, input.orderId)
  const earlier = await readRefund(ctx, input.clientId)
  if (earlier && earlier.orderId !== input.orderId) throw invalid('This tap was for another refund.')
  if (earlier) return { refunds: [earlier] }

  const paid = await readPaidOrder(ctx, input.orderId)
  if (!paid)
    throw new Refusal(
      'NOT_PAID_HERE',
      409,
      'This order was not paid through Rapport. Refund it where it was paid.',
    )
  const parts = refundParts(paid, input.what)
  if (!parts) throw tooMuch()
  await wantRefund(ctx, {
    refundId: input.clientId,
    paymentId: paid.payment.id,
    ...parts,
    restocked: input.restock && parts.lines.length > 0,
    reason: input.reason,
    staffId: ctx.viewer.staffId,
  }).catch(error => {
    throw error instanceof NotThatMuch ? tooMuch() : error
  })
  const done = paid.payment.kind !== 'link'
  if (done) await followOrder(ctx, input.orderId, { refundId: input.clientId, ...parts, outcome: 'done' })
  if (input.restock && order.store_id) await restock(ctx, input.orderId, order.store_id, parts)
  const money = { currency: order.currency, amountMinor: parts.amountMinor }
  if (whose)
    await tellConversation(ctx, whose, {
      type: 'refund',
      refundId: input.clientId,
      orderId: input.orderId,
      number: order.number,
      outcome: done ? 'done' : 'wanted',
      staffName: ctx.viewer.firstName,
      ...money,
    })
  await recordAudit(ctx, done ? 'refund.done' : 'refund.wanted', {
    subject: order.number,
    storeId: order.store_id,
    after: { refundId: input.clientId, ...money, lines: parts.lines, restocked: input.restock },
  })
  const refund = await readRefund(ctx, input.clientId)
  return { refunds: refund ? [refund] : [] }
}

/** Whatever was shipped or handed over: it is in this store now. */
async function restock(
  ctx: StaffCtx,
  orderId: string,
  storeId: string,
  { lines }: RefundParts,
): Promise<void> {
  const rows = await ctx.tx
    .selectFrom('order_lines')
    .select(['id', 'variant_id'])
    .where('order_id', '=', orderId)
    .where('variant_id', 'is not', null)
    .execute()
  const back = new Map<string, number>()
  for (const { lineId, quantity } of lines) {
    const variantId = rows.find(row => row.id === lineId)?.variant_id
    if (variantId) back.set(variantId, (back.get(variantId) ?? 0) + quantity)
  }
  await moveStock(
    ctx,
    'in',
    [...back].map(([variantId, quantity]) => ({ variantId, storeId, quantity })),
  )
}
