import type { Language } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, Reading } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { ReceiptContent } from './receipt-content.ts'

/** A receipt that is to be sent, with what is sent and to whom. */
export type DueSend = {
  id: string
  way: 'message' | 'email'
  times: number
  attempts: number
  createdAt: Date
  contactPointId: string
  address: string
  orderId: string
  storeId: string
  customerId: string
  token: string
  language: Language
  content: ReceiptContent
}

/** What is due, the longest waiting first. */
export const dueSends = ({ tx, clock }: Reading, limit: number): Promise<{ id: string; way: string }[]> =>
  tx
    .selectFrom('receipt_sends')
    .select(['id', 'way'])
    .where('state', '=', 'wanted')
    .where('due_at', '<=', clock.now())
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute()

/** A receipt's send, looked at without holding it; undefined when it is not to be sent now, or nobody is there any more. */
export async function readSend(ctx: Ctx, id: string, hold = false): Promise<DueSend | undefined> {
  const { rows } = await sql<DueSend>`
    select s.id, s.way, s.times, s.attempts, s.created_at as "createdAt", p.id as "contactPointId", p.value as address,
      r.token, r.language, r.content, o.id as "orderId", o.store_id as "storeId", o.customer_id as "customerId"
    from receipt_sends s join receipts r on r.id = s.receipt_id join orders o on o.id = r.order_id
    join contact_points p on p.id = s.contact_point_id and p.customer_id = o.customer_id
    where s.id = ${id} and s.state = 'wanted' and s.due_at <= ${ctx.clock.now()} ${hold ? sql`for update of s skip locked` : sql``}`.execute(
    ctx.tx,
  )
  return rows[0]
}

/** It is decided: sent, refused by the gate, or not taken. Whoever looks at the order is told. */
export async function settleSend(
  ctx: Ctx,
  send: { id: string },
  as: { state: 'sent' | 'refused' | 'failed'; why?: string | null; messageId?: string },
): Promise<void> {
  const { rows } = await sql<{ order_id: string; store_id: string | null; customer_id: string | null }>`
    update receipt_sends s set state = ${as.state}, why = ${as.why?.slice(0, 500) ?? null}, message_id = ${as.messageId ?? null}, due_at = null,
      settled_at = ${ctx.clock.now()}
    from receipts r join orders o on o.id = r.order_id where s.id = ${send.id} and s.state = 'wanted' and r.id = s.receipt_id
    returning o.id as order_id, o.store_id, o.customer_id`.execute(ctx.tx)
  for (const row of rows)
    await publish(
      ctx,
      'order.recorded',
      { storeId: row.store_id, customerId: row.customer_id },
      { orderId: row.order_id, outcome: 'updated' },
    )
}

/** Not now: later, in a minute at the latest. */
export const putOff = (ctx: Ctx, send: { id: string }, waitMs: number) =>
  ctx.tx
    .updateTable('receipt_sends')
    .set({ due_at: new Date(ctx.clock.now().getTime() + waitMs), attempts: sql<number>`attempts + 1` })
    .where('id', '=', send.id)
    .where('state', '=', 'wanted')
    .execute()
