import type { ListEnd, Payment, Refund } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Reading, Viewer } from '../../platform/context.ts'
import { readFrom } from '../../platform/db/pages.ts'

/** What a viewer may see: money of their stores, and such of which nobody knows where it belongs. `p` is the payment. */
export const seenBy = ({ storeIds }: Viewer): RawBuilder<boolean> =>
  sql<boolean>`(p.store_id is null or p.store_id = any(${[...storeIds]}::uuid[]))`

/** Staff as they stand beside something; null when it was nobody. */
const staffOf = (alias: string) => sql`
  case when ${sql.ref(`${alias}.id`)} is not null then json_build_object('id', ${sql.ref(`${alias}.id`)},
    'firstName', ${sql.ref(`${alias}.first_name`)}, 'lastName', ${sql.ref(`${alias}.last_name`)}, 'hue', ${sql.ref(`${alias}.hue`)}) end`

type Row = Omit<Payment, 'paidAt' | 'refunds'> & { paid_at: Date; sort: string }
type RefundRow = Omit<Refund, 'createdAt' | 'settledAt'> & {
  created_at: Date
  settled_at: Date | null
  sort: string
}

/** Payments of `page` (rows of `payments`, as `p`), each with its refunds. */
export async function readPayments(
  { tx }: Pick<Reading, 'tx'>,
  page: RawBuilder<unknown>,
  first: ListEnd = 'newest',
) {
  const { way } = readFrom(first)
  const { rows } = await sql<Row>`
    with p as materialized (${page})
    select p.id, p.kind, p.reference, p.cart_id as "cartId", p.currency, p.amount_minor as "amountMinor",
      p.refunded_minor as "refundedMinor", p.method, p.method_detail as "methodDetail", p.problem, p.state, p.paid_at,
      case when o.id is not null then json_build_object('id', o.id, 'number', o.number) end as order,
      case when t.id is not null then json_build_object('id', t.id, 'name', t.name) end as store,
      case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as customer,
      ${staffOf('s')} as staff, to_char(p.paid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sort
    from p left join orders o on o.id = p.order_id left join stores t on t.id = p.store_id left join carts k on k.id = p.cart_id
    left join customers c on c.id = coalesce(o.customer_id, k.customer_id) left join staff s on s.id = p.staff_id
    order by p.paid_at ${way}, p.id ${way}`.execute(tx)
  const refunds = await readRefunds(
    { tx },
    sql`select * from refunds r where r.payment_id = any(${rows.map(row => row.id)}::uuid[])`,
  )
  return rows.map(({ paid_at, ...row }) => ({
    ...row,
    paidAt: paid_at.toISOString(),
    refunds: refunds.filter(one => one.paymentId === row.id).map(refundOf),
  }))
}

/** Refunds of `page` (rows of `refunds`). */
export async function readRefunds(
  { tx }: Pick<Reading, 'tx'>,
  page: RawBuilder<unknown>,
  first: ListEnd = 'newest',
): Promise<RefundRow[]> {
  const { way } = readFrom(first)
  const { rows } = await sql<RefundRow>`
    with r as materialized (${page})
    select r.id, r.payment_id as "paymentId", r.order_id as "orderId", r.amount_minor as "amountMinor", p.currency,
      r.reason, r.lines, r.state, r.failure, r.retried_as as "retriedAs", ${staffOf('s')} as staff, r.created_at, r.settled_at,
      to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sort
    from r join payments p on p.id = r.payment_id left join staff s on s.id = r.staff_id
    order by r.created_at ${way}, r.id ${way}`.execute(tx)
  return rows
}

export const refundOf = ({ created_at, settled_at, sort, ...row }: RefundRow): Refund => ({
  ...row,
  createdAt: created_at.toISOString(),
  settledAt: settled_at?.toISOString() ?? null,
})
export const paymentOf = ({ sort, ...row }: Awaited<ReturnType<typeof readPayments>>[number]): Payment => row

/** One refund; undefined when there is none of this id. */
export async function readRefund(
  reading: Pick<Reading, 'tx'>,
  refundId: string,
): Promise<Refund | undefined> {
  const [row] = await readRefunds(reading, sql`select * from refunds where id = ${refundId}`)
  return row && refundOf(row)
}
