import type { Ctx } from '../../platform/context.ts'
import type { Notification } from '../payments/index.ts'
import { disputePayment } from './dispute.ts'
import { settlePaid } from './settle-paid.ts'
import { settleReturned } from './settle-returned.ts'

/** What a modification names may come after it; what is not there after so long never will be. */
const longestWaitMs = 24 * 60 * 60_000

/**
 * Says what a notification of the payment provider means for carts and orders. Runs in the transaction in which the
 * notification is marked as handled, so its effect happens once; they come in any order.
 */
export async function settle(ctx: Ctx, told: Notification): Promise<{ done: string } | { later: string }> {
  switch (told.kind) {
    case 'authorisation':
      // One that was refused is not the end: the customer may try again with the same link.
      if (!told.success) return { done: 'refused' }
      return { done: told.amountMinor > 0 ? await settlePaid(ctx, told) : 'nothing' }
    case 'capture':
      return told.success
        ? { done: 'captured' }
        : orLater(ctx, told, disputePayment(ctx, told, 'capture_failed'))
    case 'chargeback':
    case 'chargeback_reversed':
      if (!told.success) return { done: 'refused' }
      return orLater(ctx, told, disputePayment(ctx, told, 'chargeback'))
    case 'refund':
    case 'refund_failed':
      return orLater(ctx, told, settleReturned(ctx, told))
    case 'other':
      return { done: 'noted' }
  }
}

async function orLater(
  ctx: Ctx,
  told: Notification,
  settling: Promise<string | undefined>,
): Promise<{ done: string } | { later: string }> {
  const done = await settling
  if (done !== undefined) return { done }
  const waitedMs = ctx.clock.now().getTime() - told.receivedAt.getTime()
  return waitedMs > longestWaitMs ? { done: 'of no payment here' } : { later: 'its payment is not known yet' }
}
