import type { StaffCtx } from '../../platform/context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { fixForSale } from '../carts/index.ts'
import { makeOrder } from './make-order.ts'
import { takeGoods } from './take-goods.ts'

type Input = {
  cartId: string
  version: number
  method: 'terminal' | 'cash'
  reference: string
  amountMinor: number
}

/**
 * Paid in the store (SAL-1): the sum was taken by terminal or in cash, and this is what it paid for. The same slip for the
 * same cart is the same payment.
 * @throws Refusal NOT_FOUND, CART_CLOSED, CART_MOVED_ON also when the cart comes to another sum, CART_NOT_READY, APPROVAL_NEEDED
 */
export async function takePayment(ctx: StaffCtx, input: Input): Promise<{ orderId: string; number: string }> {
  const before = await takenBefore(ctx, input)
  if (before) return before
  const { cart, content, address } = await fixForSale(ctx, input)
  if (cart.state !== 'open')
    throw new Refusal('CART_CLOSED', 409, 'This cart is paid, expired or emptied. Open the current one.')
  if (content.totals.totalMinor !== input.amountMinor)
    throw new Refusal('CART_MOVED_ON', 409, 'The cart has changed since you looked. Look again.')
  if (!(await takeGoods(ctx, cart, content)))
    throw new Refusal(
      'CART_NOT_READY',
      409,
      'Something is missing before this cart can be paid: see `missing`.',
      { missing: ['item_problem'] },
    )
  const { staffId, firstName } = ctx.viewer
  return makeOrder(
    ctx,
    cart,
    { version: input.version, content, address },
    {
      kind: input.method,
      reference: input.reference,
      linkId: null,
      method: null,
      methodDetail: null,
      paidAt: ctx.clock.now(),
      takenBy: { id: staffId, firstName },
    },
  )
}

/** Asked again, because the answer was lost: the cart is closed by now, by this very payment. */
const takenBefore = (ctx: StaffCtx, input: Input) =>
  ctx.tx
    .selectFrom('payments as p')
    .innerJoin('orders as o', 'o.id', 'p.order_id')
    .where('p.cart_id', '=', input.cartId)
    .where('p.kind', '=', input.method)
    .where('p.reference', '=', input.reference)
    .where('p.amount_minor', '=', input.amountMinor)
    .where(({ eb, val }) => eb('p.store_id', '=', eb.fn.any(val([...ctx.viewer.storeIds]))))
    .select(['o.id as orderId', 'o.number'])
    .executeTakeFirst()
