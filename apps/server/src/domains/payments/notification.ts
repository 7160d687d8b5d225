import type { Ctx } from '../../platform/context.ts'
import type { ToldPayment } from '../../providers/payment.ts'

export type { ToldPayment } from '../../providers/payment.ts'

/** What the provider told us, stored. Everything but `details` is signed by it, `eventAt` excepted. */
export type Notification = ToldPayment & { id: string; receivedAt: Date }

/**
 * What is done with a notification, given by the wiring. It runs in a transaction of its own, in which the notification
 * is marked as handled: so its effect happens once, however often the provider or we repeat ourselves. It may come in
 * any order. `done`: what came of it, in a word. `later`: what it is about is not known yet, and it is asked again, for
 * longer and longer. What it throws rolls everything back and is tried again likewise.
 */
export type OnNotification = (
  ctx: Ctx,
  notification: Notification,
) => Promise<{ done: string } | { later: string }>

/** What is told about a cart's link, in the transaction in which it changed. */
export type OnLinkChanged = (
  ctx: Ctx,
  link: { cartId: string; cartVersion: number; state: 'active' | 'failed' | 'ended' },
) => Promise<void>

/** What is done when the provider refuses a refund at once: the rooms above write it down (`failRefund`) and tell. */
export type OnRefundRefused = (ctx: Ctx, refundId: string, failure: string) => Promise<void>
