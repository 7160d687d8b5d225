import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { DB } from '../../platform/db/database.ts'
import { recordAudit } from '../audit/index.ts'
import { holdConversation, tellConversation } from '../conversations/index.ts'
import { addReturn, holdOrder, strikeReturn } from '../orders/index.ts'
import { failRefund, type Notification, recordRefundElsewhere, settleRefund } from '../payments/index.ts'

/**
 * What the provider says became of money that was to go back (PAY-5): done, the order has a return; failed, also after it
 * was done, the return is struck. Each time the conversation tells.
 * @returns undefined when nothing is known of it, neither refund nor payment
 */
export async function settleReturned(ctx: Ctx, told: Notification): Promise<string | undefined> {
  const of = await refundOf(ctx, ({ or, eb }) =>
    or([eb('r.reference', '=', told.merchantReference), eb('r.provider_reference', '=', told.pspReference)]),
  )
  if (!of) return refundedElsewhere(ctx, told)
  await holdAll(ctx, of)
  const settled = await settleRefund(ctx, told)
  if (!settled || settled.change === 'none') return 'known'
  await follow(ctx, of, settled.change)
  return `refund ${settled.change}`
}

/** The provider refused a refund at once. */
export async function refuseRefund(ctx: Ctx, refundId: string, failure: string): Promise<void> {
  const of = await refundOf(ctx, ({ eb }) => eb('r.id', '=', refundId))
  if (!of) return
  await holdAll(ctx, of)
  if (await failRefund(ctx, refundId, failure)) await follow(ctx, of, 'failed')
}

type Of = NonNullable<Awaited<ReturnType<typeof refundOf>>>

const whoseOf = (of: Pick<Of, 'store_id' | 'customer_id'>) =>
  of.store_id && of.customer_id ? { storeId: of.store_id, customerId: of.customer_id } : null

async function holdAll(ctx: Ctx, of: Pick<Of, 'store_id' | 'customer_id' | 'order_id'>): Promise<void> {
  const whose = whoseOf(of)
  if (whose) await holdConversation(ctx, whose)
  if (of.order_id) await holdOrder(ctx, of.order_id)
}

async function follow(ctx: Ctx, of: Of, outcome: 'done' | 'failed'): Promise<void> {
  const refund = { refundId: of.id, amountMinor: of.amount_minor, lines: of.lines as Lines }
  if (of.order_id) await followOrder(ctx, of.order_id, { ...refund, outcome })
  const whose = whoseOf(of)
  if (whose)
    await tellConversation(ctx, whose, {
      type: 'refund',
      refundId: of.id,
      orderId: of.order_id,
      number: of.number,
      outcome,
      staffName: null,
      currency: of.currency,
      amountMinor: of.amount_minor,
    })
  await recordAudit(ctx, `refund.${outcome}`, {
    subject: of.number ?? of.reference,
    storeId: of.store_id,
    after: { refundId: of.id, currency: of.currency, amountMinor: of.amount_minor },
  })
}

type Lines = { lineId: string; quantity: number }[]
type Returned = { refundId: string; amountMinor: number; lines: Lines; outcome: 'done' | 'failed' }

/** The order's return comes with the money; without it, goods that are on the shelf again have come back all the same. */
export async function followOrder(ctx: Ctx, orderId: string, refund: Returned): Promise<void> {
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
  if (refund.outcome === 'done') {
    await addReturn(ctx, orderId, { ...given, amountMinor: refund.amountMinor })
    return
  }
  await strikeReturn(ctx, orderId, refund.refundId)
  if (restocked)
    await addReturn(ctx, orderId, { ...given, externalId: `${refund.refundId} goods`, amountMinor: 0 })
}

const refundOf = ({ tx }: Ctx, which: (eb: ExpressionBuilder<Tables, 'r'>) => Expression<SqlBool>) =>
  tx
    .selectFrom('refunds as r')
    .innerJoin('payments as p', 'p.id', 'r.payment_id')
    .leftJoin('orders as o', 'o.id', 'r.order_id')
    .leftJoin('carts as c', 'c.id', 'p.cart_id')
    .where(eb => which(eb as never))
    .select(['r.id', 'r.order_id', 'r.amount_minor', 'r.lines'])
    .select(['p.store_id', 'p.currency', 'p.reference', 'o.number'])
    .select(({ fn }) => fn.coalesce('o.customer_id', 'c.customer_id').as('customer_id'))
    .executeTakeFirst()
type Tables = { r: DB['refunds'] }

/** Somebody gave money back in the provider's own screens: not our doing, and it is gone all the same. */
async function refundedElsewhere(ctx: Ctx, told: Notification): Promise<string | undefined> {
  const payment = await ctx.tx
    .selectFrom('payments as p')
    .leftJoin('orders as o', 'o.id', 'p.order_id')
    .leftJoin('carts as c', 'c.id', 'p.cart_id')
    .where('p.kind', '=', 'link')
    .where('p.reference', '=', told.originalReference ?? '')
    .select(['p.id as payment_id', 'p.order_id', 'p.store_id', 'p.currency', 'p.reference', 'o.number'])
    .select(({ fn }) => fn.coalesce('o.customer_id', 'c.customer_id').as('customer_id'))
    .executeTakeFirst()
  if (!payment) return undefined
  await recordAudit(ctx, 'refund.elsewhere', {
    subject: payment.reference,
    storeId: payment.store_id,
    after: {
      paymentId: payment.payment_id,
      what: told.eventCode,
      success: told.success,
      currency: told.currency,
      amountMinor: told.amountMinor,
    },
  })
  if (told.kind !== 'refund' || !told.success) return 'noted'
  await holdAll(ctx, payment)
  const refund = await recordRefundElsewhere(ctx, payment.payment_id, told)
  if (!refund) return 'noted'
  await follow(ctx, { ...payment, id: refund.refundId, amount_minor: refund.amountMinor, lines: [] }, 'done')
  return 'given back elsewhere'
}
