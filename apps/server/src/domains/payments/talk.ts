import { sql } from 'kysely'
import type { Runtime } from '../../platform/context.ts'
import type { PaymentProvider } from '../../providers/payment.ts'
import type { OnLinkChanged, OnRefundRefused } from './notification.ts'

/** What the jobs need besides the database: `ctx` has no provider, so no transaction can wait for one. */
export type PaymentTalk = Runtime & {
  /** Undefined: no provider is set up, and nothing can be paid by link. */
  payments: PaymentProvider | undefined
  onLinkChanged: OnLinkChanged
  onRefundRefused: OnRefundRefused
}
/** As `PaymentTalk`, with someone to talk to. */
export type ProviderTalk = PaymentTalk & { payments: PaymentProvider }

/**
 * How long a call belongs to who makes it: longer than the call's own time limit. On the wall clock, for it is physics; to
 * the millisecond, so that who claimed it knows their claim again.
 */
export const claimMs = 25_000
export const claimed = sql<Date>`date_trunc('milliseconds', clock_timestamp()) + ${sql.lit(claimMs)} * interval '1 millisecond'`
export const unclaimed = sql<boolean>`coalesce(claimed_until < clock_timestamp(), true)`

const firstWaitMs = 500

/** When to try again: after a wait that doubles with every attempt, up to a limit. */
export function nextTry(
  now: Date,
  attempts: number,
  most: { ms: number },
  atLeastMs: number | null = null,
): Date {
  const waitMs = Math.min(firstWaitMs * 2 ** Math.min(attempts, 20), most.ms)
  return new Date(now.getTime() + Math.max(waitMs, atLeastMs ?? 0))
}
