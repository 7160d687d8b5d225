import type { PaymentProblem } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/new-id.ts'
import { recordAudit } from '../audit/index.ts'
import type { LockedCart } from '../carts/index.ts'
import { tellConversation } from '../conversations/index.ts'
import { type Link, type Notification, wantRefund } from '../payments/index.ts'
import { readSellingSettings } from '../pricing/index.ts'

type Stray = { problem: PaymentProblem; cart: LockedCart | null; link: Link | null; paidAt: Date }

/**
 * Money that must not make an order (PAY-3) is kept, flagged and told; and given back, where that is the rule. What is for
 * no cart of ours is never given back by itself: it may be another system's, with the same merchant account.
 */
export async function flagPayment(ctx: Ctx, told: Notification, stray: Stray): Promise<string> {
  const { problem, cart, link } = stray
  const money = { currency: told.currency, amountMinor: told.amountMinor }
  const paymentId = newId()
  await ctx.tx
    .insertInto('payments')
    .values({
      id: paymentId,
      kind: 'link',
      reference: told.pspReference,
      link_id: link?.id ?? null,
      cart_id: cart?.id ?? null,
      cart_version: link?.cartVersion ?? null,
      store_id: cart?.storeId ?? null,
      currency: told.currency,
      amount_minor: told.amountMinor,
      method: told.details.method,
      method_detail: told.details.methodDetail,
      problem,
      state: 'kept',
      paid_at: stray.paidAt,
    })
    .execute()
  const returning = cart !== null && (await readSellingSettings(ctx)).refundStrays
  if (returning)
    await wantRefund(ctx, { paymentId, amountMinor: told.amountMinor, reason: problem, staffId: null })
  if (cart)
    await tellConversation(ctx, cart, { type: 'payment_problem', paymentId, problem, returning, ...money })
  await publish(
    ctx,
    'payment.received',
    {
      storeId: cart?.storeId ?? null,
      customerId: cart?.customerId ?? null,
      conversationId: cart?.conversationId ?? null,
    },
    { paymentId, cartId: cart?.id ?? null, orderId: null, problem },
  )
  await recordAudit(ctx, 'payment.flagged', {
    subject: told.pspReference,
    storeId: cart?.storeId ?? null,
    after: { paymentId, cartId: cart?.id ?? null, problem, returning, ...money },
  })
  return returning ? `${problem}, given back` : problem
}
