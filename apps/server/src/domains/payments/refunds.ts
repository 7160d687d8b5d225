import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/new-id.ts'
import type { Notification } from './notification.ts'

export type RefundWant = {
  /** Given: the same id twice is one refund. */
  refundId?: string
  paymentId: string
  amountMinor: number
  reason: string
  /** What of the order it gives back. */
  lines?: readonly { lineId: string; quantity: number }[]
  /** Of the order it also gives delivery back. */
  shipping?: boolean
  /** The goods are on the shelf again. */
  restocked?: boolean
  /** Null: by rule. */
  staffId: string | null
}

/** As much as is asked is not there any more: it went back, or is on its way. */
export class NotThatMuch extends Error {}

/**
 * Wants money of a payment back. A payment by link: written down, a job asks the provider, `settleRefund` hears what came
 * of it. One taken in the store went back over the counter: done at once. Locks the payment.
 * @returns the refund's id
 * @throws NotThatMuch
 */
export async function wantRefund(ctx: Ctx, want: RefundWant): Promise<string> {
  const payment = await ctx.tx
    .selectFrom('payments')
    .select(['id', 'kind', 'order_id', 'amount_minor', 'problem', 'state'])
    .where('id', '=', want.paymentId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const refundId = want.refundId ?? newId()
  const before = await ctx.tx
    .selectFrom('refunds')
    .select(['id', 'state', 'amount_minor'])
    .where('payment_id', '=', want.paymentId)
    .execute()
  if (before.some(one => one.id === refundId)) return refundId
  const gone = before.reduce((sum, one) => sum + (one.state === 'failed' ? 0 : one.amount_minor), 0)
  if (payment.state === 'failed' || gone + want.amountMinor > payment.amount_minor)
    throw new NotThatMuch('There is not as much left of this payment.')
  const atOnce = payment.kind !== 'link'
  const now = ctx.clock.now()
  await ctx.tx
    .insertInto('refunds')
    .values({
      id: refundId,
      payment_id: payment.id,
      order_id: payment.order_id,
      amount_minor: want.amountMinor,
      reason: want.reason,
      lines: JSON.stringify(want.lines ?? []),
      shipping: want.shipping ?? false,
      restocked: want.restocked ?? false,
      reference: refundId,
      idempotency_key: randomUUID(),
      state: atOnce ? 'done' : 'wanted',
      due_at: atOnce ? null : now,
      staff_id: want.staffId,
      created_at: now,
      settled_at: atOnce ? now : null,
    })
    .execute()
  await paymentFollows(ctx, payment.id)
  await tell(ctx, refundId)
  if (!atOnce) ctx.nudgeAfterCommit('payments')
  return refundId
}

export type SettledRefund = {
  refundId: string
  paymentId: string
  orderId: string | null
  amountMinor: number
  lines: { lineId: string; quantity: number }[]
  /** What changed by this notification: nothing when it said what was known. */
  change: 'done' | 'failed' | 'none'
  failure: string | null
}

/**
 * What the provider says of a refund: done, refused, or come back after it was done (PAY-5). Locks payment and refund.
 * A failure is the last word, whatever came before or comes after it: the provider says `refund_failed` after `refund`.
 * @returns undefined when it is none of ours: someone gave money back in the provider's own screens
 */
export async function settleRefund(ctx: Ctx, told: Told): Promise<SettledRefund | undefined> {
  const found = (await byReference(ctx, told)) ?? (await byAmount(ctx, told))
  if (!found) return undefined
  await ctx.tx
    .selectFrom('payments')
    .select('id')
    .where('id', '=', found.payment_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const refund = await ctx.tx
    .selectFrom('refunds')
    .selectAll()
    .where('id', '=', found.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const next = told.kind === 'refund' && told.success ? 'done' : 'failed'
  const stays = refund.state === next || refund.state === 'failed'
  const failure = next === 'failed' ? (told.details.reason ?? 'The provider does not say why.') : null
  if (!stays) {
    await ctx.tx
      .updateTable('refunds')
      .set({
        state: next,
        failure,
        due_at: null,
        settled_at: ctx.clock.now(),
        provider_reference: sql`coalesce(provider_reference, ${told.kind === 'refund' ? told.pspReference : null})`,
      })
      .where('id', '=', refund.id)
      .execute()
    await paymentFollows(ctx, refund.payment_id)
    await tell(ctx, refund.id)
  }
  return {
    refundId: refund.id,
    paymentId: refund.payment_id,
    orderId: refund.order_id,
    amountMinor: refund.amount_minor,
    lines: refund.lines as SettledRefund['lines'],
    change: stays ? 'none' : next,
    failure,
  }
}

type Told = Pick<
  Notification,
  'kind' | 'success' | 'pspReference' | 'originalReference' | 'merchantReference' | 'amountMinor' | 'details'
>

const byReference = ({ tx }: Ctx, told: Told) =>
  tx
    .selectFrom('refunds')
    .select(['id', 'payment_id'])
    .where(({ or, eb }) =>
      or([eb('reference', '=', told.merchantReference), eb('provider_reference', '=', told.pspReference)]),
    )
    .executeTakeFirst()

/**
 * A refund that comes back may be told under a reference of its own, and only name the payment: then it is the latest of
 * that payment that went well and came to as much.
 */
const byAmount = ({ tx }: Ctx, told: Told) =>
  told.kind === 'refund_failed' && told.originalReference
    ? tx
        .selectFrom('refunds as r')
        .innerJoin('payments as p', 'p.id', 'r.payment_id')
        .select(['r.id', 'r.payment_id'])
        .where('p.kind', '=', 'link')
        .where('p.reference', '=', told.originalReference)
        .where('r.amount_minor', '=', told.amountMinor)
        .where('r.state', 'in', ['sent', 'done'])
        .orderBy('r.settled_at', order => order.desc().nullsLast())
        .orderBy('r.id', 'desc')
        .limit(1)
        .executeTakeFirst()
    : undefined

/**
 * Somebody gave money back in the provider's own screens: written down as done, as far as there was money left to give.
 * Locks the payment. @returns the refund; undefined when all of it went back before
 */
export async function recordRefundElsewhere(
  ctx: Ctx,
  paymentId: string,
  told: Pick<Notification, 'pspReference' | 'amountMinor'>,
): Promise<{ refundId: string; orderId: string | null; amountMinor: number } | undefined> {
  const payment = await ctx.tx
    .selectFrom('payments')
    .select(['order_id', 'amount_minor'])
    .where('id', '=', paymentId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{ gone: number }>`
    select coalesce(sum(amount_minor), 0)::bigint as gone from refunds where payment_id = ${paymentId} and state <> 'failed'`.execute(
    ctx.tx,
  )
  const amountMinor = Math.min(told.amountMinor, payment.amount_minor - (rows[0]?.gone ?? 0))
  if (amountMinor <= 0) return undefined
  const refundId = newId()
  const now = ctx.clock.now()
  await ctx.tx
    .insertInto('refunds')
    .values({
      id: refundId,
      payment_id: paymentId,
      order_id: payment.order_id,
      amount_minor: amountMinor,
      reason: 'elsewhere',
      reference: refundId,
      idempotency_key: randomUUID(),
      provider_reference: told.pspReference,
      state: 'done',
      created_at: now,
      settled_at: now,
    })
    .execute()
  await paymentFollows(ctx, paymentId)
  await tell(ctx, refundId)
  return { refundId, orderId: payment.order_id, amountMinor }
}

/** The provider will not do it, and says so at once. Locks the payment. @returns false when it is not wanted any more */
export async function failRefund(ctx: Ctx, refundId: string, failure: string): Promise<boolean> {
  const { payment_id } = await ctx.tx
    .selectFrom('refunds')
    .select('payment_id')
    .where('id', '=', refundId)
    .executeTakeFirstOrThrow()
  await ctx.tx
    .selectFrom('payments')
    .select('id')
    .where('id', '=', payment_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const failed = await ctx.tx
    .updateTable('refunds')
    .set({ state: 'failed', failure, due_at: null, claimed_until: null, settled_at: ctx.clock.now() })
    .where('id', '=', refundId)
    .where('state', '=', 'wanted')
    .returning('id')
    .executeTakeFirst()
  if (!failed) return false
  await paymentFollows(ctx, payment_id)
  await tell(ctx, refundId)
  return true
}

/** What a payment's refunds say about it: how much went back, and where a stray payment stands. */
export async function paymentFollows({ tx, clock, actor }: Ctx, paymentId: string): Promise<void> {
  const by = actor.kind === 'staff' ? actor.staffId : null
  await sql`
    with r as (
      select coalesce(sum(amount_minor) filter (where state = 'done'), 0) as done,
        coalesce(sum(amount_minor) filter (where state in ('wanted', 'sent')), 0) as under_way
      from refunds where payment_id = ${paymentId})
    update payments p set refunded_minor = r.done,
      state = case when p.state in ('failed', 'taken') then p.state
        when r.done >= p.amount_minor then 'returned' when r.done + r.under_way > 0 then 'returning' else 'kept' end,
      resolved_at = case when p.problem is null then p.resolved_at when r.done + r.under_way > 0 then ${clock.now()}::timestamptz end,
      resolved_by = case when p.problem is null then p.resolved_by
        when r.done + r.under_way > 0 then coalesce(${by}::uuid, p.resolved_by) end
    from r where p.id = ${paymentId}`.execute(tx)
}

/** Tells who watches that a refund is wanted, sent, done or failed. */
export async function tell(ctx: Ctx, refundId: string): Promise<void> {
  const row = await ctx.tx
    .selectFrom('refunds as r')
    .innerJoin('payments as p', 'p.id', 'r.payment_id')
    .leftJoin('orders as o', 'o.id', 'r.order_id')
    .select(['r.state', 'r.order_id', 'p.store_id', 'o.customer_id', 'o.conversation_id'])
    .where('r.id', '=', refundId)
    .executeTakeFirstOrThrow()
  await publish(
    ctx,
    'refund.changed',
    { storeId: row.store_id, customerId: row.customer_id, conversationId: row.conversation_id },
    { refundId, orderId: row.order_id, state: row.state },
  )
}
