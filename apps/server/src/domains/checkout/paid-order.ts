import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { PaidOrder } from './refund-parts.ts'

type Payment = { id: string; kind: 'link' | 'terminal' | 'cash' }

/**
 * An order as it was paid here, and what of it went back or is on its way. Delivery is what the lines leave of the sum, so
 * that all together is exactly what was paid.
 * @returns undefined when no money of it is here
 */
export async function readPaidOrder(
  { tx }: Pick<Ctx, 'tx'>,
  orderId: string,
): Promise<(PaidOrder & { payment: Payment }) | undefined> {
  const { rows } = await sql<{
    id: string
    kind: Payment['kind']
    amount_minor: number
    left: number
    delivered: boolean
  }>`
    select p.id, p.kind, p.amount_minor,
      p.amount_minor - coalesce((select sum(r.amount_minor) from refunds r where r.payment_id = p.id and r.state <> 'failed'), 0)::bigint as left,
      exists (select from refunds r where r.payment_id = p.id and r.state <> 'failed' and r.shipping) as delivered
    from payments p where p.order_id = ${orderId} and p.problem is null and p.state = 'taken'`.execute(tx)
  const [payment] = rows
  if (!payment) return undefined
  const { rows: lines } = await sql<PaidOrder['lines'][number]>`
    select l.id, l.quantity, l.total_minor + case when o.tax_included then 0 else l.tax_minor end as "paidMinor",
      coalesce((select sum((x ->> 'quantity')::int) from refunds r, jsonb_array_elements(r.lines) x
        where r.payment_id = ${payment.id} and r.state <> 'failed' and x ->> 'lineId' = l.id::text), 0)::int as "refundedQuantity"
    from order_lines l join orders o on o.id = l.order_id where l.order_id = ${orderId} order by l.position`.execute(
    tx,
  )
  const goodsMinor = lines.reduce((sum, line) => sum + line.paidMinor, 0)
  return {
    payment: { id: payment.id, kind: payment.kind },
    lines,
    shippingMinor: payment.delivered ? 0 : payment.amount_minor - goodsMinor,
    refundableMinor: payment.left,
  }
}
