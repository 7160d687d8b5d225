import type { PaymentProblem } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { frozen, type LockedCart, lockCart } from '../carts/index.ts'
import {
  completeLink,
  type Link,
  linkByReference,
  lockLink,
  type Notification,
  spendLink,
} from '../payments/index.ts'
import { flagPayment } from './flag-payment.ts'
import { judge } from './judge.ts'
import { makeOrder } from './make-order.ts'
import { takeGoods } from './take-goods.ts'

/**
 * Money was authorised: it makes an order, or it is kept and flagged (PAY-2, PAY-3). Nothing that the provider did not sign
 * says whose it is. @returns what came of it
 */
export async function settlePaid(ctx: Ctx, told: Notification): Promise<string> {
  const cartId = (await linkByReference(ctx, told.merchantReference))?.cartId
  const cart = cartId ? await lockCart(ctx, cartId) : undefined
  const link = cart && (await lockLink(ctx, told.merchantReference))
  const known = await ctx.tx
    .selectFrom('payments')
    .select('id')
    .where('kind', '=', 'link')
    .where('reference', '=', told.pspReference)
    .executeTakeFirst()
  if (known) return 'known'
  const paidAt = paidAtOf(told)
  if (!cart || !link) return flagPayment(ctx, told, { problem: 'unknown', cart: null, link: null, paidAt })

  const shared = await frozen(ctx, cart.id, link.cartVersion)
  const came = { currency: told.currency, amountMinor: told.amountMinor, at: paidAt }
  const problem = judge(link, cart, shared?.content, came)
  if (problem || !shared) return flag(ctx, told, cart, link, problem ?? 'old_link', paidAt)
  if (!(await takeGoods(ctx, cart, shared.content)))
    return flag(ctx, told, cart, link, 'out_of_stock', paidAt)

  await completeLink(ctx, link.id)
  const { number } = await makeOrder(
    ctx,
    cart,
    { version: link.cartVersion, ...shared },
    {
      kind: 'link',
      reference: told.pspReference,
      linkId: link.id,
      method: told.details.method,
      methodDetail: told.details.methodDetail,
      paidAt,
      takenBy: null,
    },
  )
  return `order ${number}`
}

/** The link is used up at the provider, whatever its money was good for: who wants to pay again needs another. */
async function flag(
  ctx: Ctx,
  told: Notification,
  cart: LockedCart,
  link: Link,
  problem: PaymentProblem,
  paidAt: Date,
): Promise<string> {
  await spendLink(ctx, link.id)
  return flagPayment(ctx, told, { problem, cart, link, paidAt })
}

/** When it was authorised, as the provider says it; not later than we heard of it, for its clock is its own. */
const paidAtOf = ({ eventAt, receivedAt }: Notification) => (eventAt < receivedAt ? eventAt : receivedAt)
