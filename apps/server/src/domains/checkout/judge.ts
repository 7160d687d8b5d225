import type { PaymentProblem } from '@rapport/contract'
import { type CartContent, type NotPayable, payable, type ToBePaid } from '../carts/index.ts'

type Money = { currency: string; amountMinor: number }
export type Authorised = Money & {
  /** When the customer's money was authorised, not when we heard of it. */
  at: Date
}

const problems: Record<NotPayable, PaymentProblem> = {
  paid: 'double',
  expired: 'late',
  emptied: 'old_link',
  saved: 'old_link',
  never_shared: 'old_link',
  old_version: 'old_link',
  changed: 'old_link',
  delivery_missing: 'old_link',
}

/**
 * Whether money that came by a link pays its cart, and why not (PAY-3). What may be paid is `payable`'s to say; here are
 * only the sums, and that a link is of one version.
 */
export function judge(
  link: Money & { cartVersion: number },
  cart: ToBePaid,
  shared: Pick<CartContent, 'delivery'> | undefined,
  came: Authorised,
): PaymentProblem | null {
  if (cart.state === 'paid') return 'double'
  if (came.currency !== link.currency || came.amountMinor !== link.amountMinor) return 'amount'
  const answer = payable(cart, shared, link.cartVersion, came.at)
  return answer.ok ? null : problems[answer.why]
}
