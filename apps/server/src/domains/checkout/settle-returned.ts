import type { Ctx } from '../../platform/context.ts'
import { recordAudit } from '../audit/index.ts'
import { holdConversation, tellConversation } from '../conversations/index.ts'
import { addReturn, holdOrder, strikeReturn } from '../orders/index.ts'
import { type Notification, type SettledRefund, settleRefund } from '../payments/index.ts'

/**
 * What the provider says became of money that was to go back (PAY-5): done, the order has a return; failed, also after it
 * was done, the return is struck. Each time the conversation tells.
 * @returns undefined when nothing is known of it, neither refund nor payment
 */
export async function settleReturned(ctx: Ctx, told: Notification): Promise<string | undefined> {
  const of = await refundNamed(ctx, told)
  if (!of) return refundedElsewhere(ctx, told)
  const whose = of.store_id && of.customer_id ? { storeId: of.store_id, customerId: of.customer_id } : null
  if (whose) await holdConversation(ctx, whose)
  if (of.order_id) await holdOrder(ctx, of.order_id)
  const settled = await settleRefund(ctx, told)
  if (!settled || settled.change === 'none') return 'known'
  if (settled.orderId) await followOrder(ctx, settled.orderId, settled)
  if (whose)
    await tellConversation(ctx, whose, {
      type: 'refund',
      refundId: settled.refundId,
      orderId: settled.orderId,
      number: of.number,
      outcome: settled.change,
      staffName: null,
      currency: of.currency,
      amountMinor: settled.amountMinor,
    })
  await recordAudit(ctx, settled.change === 'done' ? 'refund.done' : 'refund.failed', {
    subject: of.number ?? of.reference,
    storeId: of.store_id,
    after: { refundId: settled.refundId, amountMinor: settled.amountMinor, why: settled.failure },
  })
  return `refund ${settled.change}`
}

/** The order's return comes with the money; without it, goods that are on the shelf again have come back all the same. */
export async function followOrder(
  ctx: Ctx,
  orderId: string,
  refund: Pick<SettledRefund, 'refundId' | 'amountMinor' | 'lines'> & { change: SettledRefund['change'] },
): Promise<void> {
  const { reason, restocked } = await ctx.tx
    .selectFrom('refunds')
    .select(['reason', 'restocked'])
    .where('id', '=', refund.refundId)
    .executeTakeFirstOrThrow()
  const kind = restocked ? 'return' : 'refund'
  const given = {
    externalId: refund.refundId,
    kind,
    at: ctx.clock.now(),
    reason,
    lines: refund.lines,
  } as const
  if (refund.change === 'done') {
    await addReturn(ctx, orderId, { ...given, amountMinor: refund.amountMinor })
    return
  }
  await strikeReturn(ctx, orderId, refund.refundId)
  if (restocked)
    await addReturn(ctx, orderId, { ...given, externalId: `${refund.refundId} goods`, amountMinor: 0 })
}

const refundNamed = ({ tx }: Ctx, told: Notification) =>
  tx
    .selectFrom('refunds as r')
    .innerJoin('payments as p', 'p.id', 'r.payment_id')
    .leftJoin('orders as o', 'o.id', 'r.order_id')
    .leftJoin('carts as c', 'c.id', 'p.cart_id')
    .where(({ or, eb }) =>
      or([
        eb('r.reference', '=', told.merchantReference),
        eb('r.provider_reference', '=', told.pspReference),
      ]),
    )
    .select(['r.order_id', 'p.store_id', 'p.currency', 'p.reference', 'o.number'])
    .select(({ fn }) => fn.coalesce('o.customer_id', 'c.customer_id').as('customer_id'))
    .executeTakeFirst()

/** Somebody gave money back in the provider's own screens: not our doing, and not to be lost from sight. */
async function refundedElsewhere(ctx: Ctx, told: Notification): Promise<string | undefined> {
  const payment = await ctx.tx
    .selectFrom('payments')
    .select(['id', 'store_id'])
    .where('kind', '=', 'link')
    .where('reference', '=', told.originalReference ?? '')
    .executeTakeFirst()
  if (!payment) return undefined
  await recordAudit(ctx, 'refund.elsewhere', {
    subject: told.originalReference ?? '',
    storeId: payment.store_id,
    after: {
      paymentId: payment.id,
      what: told.eventCode,
      success: told.success,
      currency: told.currency,
      amountMinor: told.amountMinor,
    },
  })
  ctx.log.warn(
    { paymentId: payment.id, what: told.eventCode },
    'money was given back in the provider’s own screens',
  )
  return 'given back elsewhere'
}
