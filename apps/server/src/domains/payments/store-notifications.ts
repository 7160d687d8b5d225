import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/new-id.ts'
import type { ToldPayment } from './notification.ts'

/**
 * Stores what the provider told, before it is answered. Told again, it is counted, and its latest details are kept: the
 * provider says that they may differ. What was handled stays handled.
 */
export async function storeNotifications(ctx: Ctx, told: readonly ToldPayment[]): Promise<void> {
  const now = ctx.clock.now()
  // In one order, so that two deliveries of the same do not wait for each other.
  const sorted = [...told].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  for (const one of sorted)
    await ctx.tx
      .insertInto('payment_notifications')
      .values({
        id: newId(),
        merchant_account: one.merchantAccount,
        event_code: one.eventCode,
        kind: one.kind,
        psp_reference: one.pspReference,
        original_reference: one.originalReference,
        merchant_reference: one.merchantReference,
        success: one.success,
        currency: one.currency,
        amount_minor: one.amountMinor,
        event_at: one.eventAt,
        payload: JSON.stringify(one.details),
        received_at: now,
        due_at: now,
      })
      .onConflict(conflict =>
        conflict.columns(['merchant_account', 'event_code', 'psp_reference', 'success']).doUpdateSet({
          deliveries: sql<number>`payment_notifications.deliveries + 1`,
          payload: sql`case when payment_notifications.handled_at is null then excluded.payload else excluded.payload - 'methodDetail' end`,
        }),
      )
      .execute()
  ctx.nudgeAfterCommit('payments')
}

const keyOf = (one: ToldPayment) => `${one.eventCode} ${one.pspReference} ${one.success}`
