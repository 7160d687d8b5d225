import type { StaffCtx } from '../../platform/context.ts'
import { invalid, Refusal } from '../../platform/refusal.ts'
import { mustSeeOrder } from '../orders/index.ts'
import { addressFor, wantSend } from './want-receipt.ts'

/**
 * Sends the receipt of an order again. Whether it may go is asked when it goes.
 * @throws Refusal NOT_FOUND, NO_RECEIPT, INVALID when the customer has no such address
 */
export async function sendReceipt(
  ctx: StaffCtx,
  input: { orderId: string; way: 'message' | 'email' },
): Promise<void> {
  await mustSeeOrder(ctx, input.orderId)
  const receipt = await ctx.tx
    .selectFrom('receipts as r')
    .innerJoin('orders as o', 'o.id', 'r.order_id')
    .where('o.id', '=', input.orderId)
    .select(['r.id', 'o.store_id', 'o.customer_id'])
    .executeTakeFirst()
  if (!receipt) throw new Refusal('NO_RECEIPT', 409, 'This order has no receipt here.')
  const whose =
    receipt.store_id && receipt.customer_id
      ? { storeId: receipt.store_id, customerId: receipt.customer_id }
      : null
  const contactPointId = whose && (await addressFor(ctx, whose, input.way))
  if (!contactPointId)
    throw invalid(
      input.way === 'email' ? 'This customer has no email address.' : 'This customer has no phone number.',
    )
  await wantSend(ctx, { receiptId: receipt.id, way: input.way, contactPointId })
}
