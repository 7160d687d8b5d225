import type { OrderAddress, SystemLine } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/new-id.ts'
import { recordAudit } from '../audit/index.ts'
import { type CartContent, type LockedCart, payCart } from '../carts/index.ts'
import { tellConversation } from '../conversations/index.ts'
import { recordOwnOrder } from '../orders/index.ts'
import type { Money } from './money.ts'
import { orderOf } from './own-order.ts'
import { wantReceipt } from './want-receipt.ts'

/** What is paid: a version as it was shared, or as it stands in the store. */
export type ToBeOrdered = { version: number; content: CartContent; address: OrderAddress | null }
/**
 * A paid cart becomes an order, with everything that follows, in the caller's transaction (PAY-2): payment, customer's
 * history, receipt, the line in the conversation, and who watches. The cart is locked and its goods are taken.
 */
export async function makeOrder(
  ctx: Ctx,
  cart: LockedCart,
  paid: ToBeOrdered,
  money: Money,
): Promise<{ orderId: string; number: string }> {
  const { content } = paid
  const { totalMinor } = content.totals
  const number = await nextNumber(ctx)
  const staffId = await sellerOf(ctx, cart.id)
  const externalIds = await externalIdsOf(ctx, content)
  const order = orderOf(content, {
    cartId: cart.id,
    number,
    storeId: cart.storeId,
    staffId,
    paidAt: money.paidAt,
    now: ctx.clock.now(),
    address: paid.address,
    externalIdOf: id => externalIds.get(id),
  })
  const { orderId, created } = await recordOwnOrder(ctx, order, {
    customerId: cart.customerId,
    cartId: cart.id,
    conversationId: cart.conversationId,
  })
  if (!created) throw new Error('A cart makes one order, and this one has made it before.')
  await payCart(ctx, cart, orderId)
  const paymentId = newId()
  await ctx.tx
    .insertInto('payments')
    .values({
      id: paymentId,
      kind: money.kind,
      reference: money.reference,
      link_id: money.linkId,
      cart_id: cart.id,
      cart_version: paid.version,
      order_id: orderId,
      store_id: cart.storeId,
      currency: content.currency,
      amount_minor: totalMinor,
      method: money.method,
      method_detail: money.methodDetail,
      state: 'taken',
      paid_at: money.paidAt,
      staff_id: money.takenBy?.id ?? null,
    })
    .execute()
  await wantReceipt(ctx, { orderId, number, cart, content, money, staffId })
  await tell(ctx, cart, { orderId, number, paymentId, money, currency: content.currency, totalMinor })
  return { orderId, number }
}

type Made = {
  orderId: string
  number: string
  paymentId: string
  money: Money
  currency: string
  totalMinor: number
}
async function tell(ctx: Ctx, cart: LockedCart, made: Made): Promise<void> {
  const { orderId, number, paymentId, money, currency, totalMinor } = made
  const line: SystemLine = {
    type: 'cart_paid',
    cartId: cart.id,
    orderId,
    number,
    by: money.kind,
    staffName: money.takenBy?.firstName ?? null,
    currency,
    amountMinor: totalMinor,
  }
  await tellConversation(ctx, cart, line)
  await publish(
    ctx,
    'payment.received',
    {
      storeId: cart.storeId,
      customerId: cart.customerId,
      conversationId: cart.conversationId,
      staffId: money.takenBy?.id ?? null,
    },
    { paymentId, cartId: cart.id, orderId, problem: null },
  )
  await recordAudit(ctx, 'payment.taken', {
    subject: number,
    storeId: cart.storeId,
    after: { paymentId, orderId, kind: money.kind, currency, amountMinor: totalMinor },
  })
}

async function nextNumber({ tx }: Ctx): Promise<string> {
  const { rows } = await sql<{ n: string }>`select nextval('order_numbers')::text as n`.execute(tx)
  return `A-${rows[0]?.n}`
}

async function sellerOf({ tx }: Ctx, cartId: string): Promise<string> {
  const { staff_id } = await tx
    .selectFrom('carts')
    .select('staff_id')
    .where('id', '=', cartId)
    .executeTakeFirstOrThrow()
  return staff_id
}

async function externalIdsOf({ tx }: Ctx, content: CartContent): Promise<Map<string, string>> {
  const ids = content.items.map(item => item.variantId)
  const rows = await tx
    .selectFrom('variants')
    .select(['id', 'external_id'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.id, row.external_id]))
}
