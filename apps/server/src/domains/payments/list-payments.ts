import type { ListEnd, Payment, StuckPayment } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, literally, pageOf, readFrom } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'
import { paymentOf, readPayments, readRefunds, refundOf, seenBy } from './payment-rows.ts'
import { stuck } from './stuck.ts'

type PageInput = { cursor?: string | undefined; limit: number }
const shown = {
  all: sql`true`,
  problem: sql`p.problem is not null`,
  kept: sql`p.state = 'kept'`,
}

type Wanted = PageInput & {
  show: keyof typeof shown
  storeId?: string | undefined
  kind?: Payment['kind'] | undefined
  q?: string | undefined
  from?: string | undefined
  until?: string | undefined
  first: ListEnd
}

/** Money that came, from either end. @throws Refusal NOT_FOUND for a store that is not mine */
export async function listPayments(reading: StaffReading, input: Wanted) {
  const { storeId, kind, q, from, until, first } = input
  if (storeId !== undefined) mustSeeStore(reading.viewer, storeId)
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const { after, way } = readFrom(first)
  const rows = await readPayments(
    reading,
    sql`select p.* from payments p where ${shown[input.show]} and ${seenBy(reading.viewer)}
      ${storeId ? sql`and p.store_id = ${storeId}` : sql``} ${kind ? sql`and p.kind = ${kind}` : sql``}
      ${from ? sql`and p.paid_at >= ${from}::timestamptz` : sql``} ${until ? sql`and p.paid_at < ${until}::timestamptz` : sql``}
      ${q ? sql`and p.id in (${namedBy(q)})` : sql``}
      ${cursor ? sql`and (p.paid_at, p.id) ${after} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
      order by p.paid_at ${way}, p.id ${way} limit ${sql.lit(input.limit + 1)}`,
    first,
  )
  return pageOf(rows, input.limit, paymentOf, row => [row.sort, row.id])
}

/** By the beginning of its reference, or by the number of the order that it paid. */
const namedBy = (q: string) => sql`
  select id from payments where upper(reference) like ${`${literally(q.toUpperCase())}%`}
  union select id from payments where order_id = any(array(select id from orders
    where search_number = upper(regexp_replace(${q}, '[^[:alnum:]]', '', 'g')) and search_number <> ''))`

/** @throws Refusal NOT_FOUND */
export async function getPayment(reading: StaffReading, input: { paymentId: string }): Promise<Payment> {
  const [row] = await readPayments(
    reading,
    sql`select p.* from payments p where p.id = ${input.paymentId} and ${seenBy(reading.viewer)}`,
  )
  if (!row) throw notFound()
  return paymentOf(row)
}

/** Refunds that failed and were not tried again, from either end. */
export async function listFailedRefunds(reading: StaffReading, input: PageInput & { first: ListEnd }) {
  const { after, way } = readFrom(input.first)
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const rows = await readRefunds(
    reading,
    sql`select r.* from refunds r join payments p on p.id = r.payment_id
      where r.state = 'failed' and r.retried_as is null and ${seenBy(reading.viewer)}
      ${cursor ? sql`and (r.created_at, r.id) ${after} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
      order by r.created_at ${way}, r.id ${way} limit ${sql.lit(input.limit + 1)}`,
    input.first,
  )
  return pageOf(rows, input.limit, refundOf, row => [row.sort, row.id])
}

/** What waits longer than it should, the longest first. It is the machine's, and of no store. */
export async function listStuck(reading: StaffReading, input: PageInput) {
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const { rows } = await sql<Omit<StuckPayment, 'since'> & { since: Date; sort: string }>`
    select s.*, to_char(s.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sort from (${stuck(reading)}) s
    ${cursor ? sql`where (s.since, s.id) > (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by s.since, s.id limit ${sql.lit(input.limit + 1)}`.execute(reading.tx)
  return pageOf(
    rows,
    input.limit,
    ({ sort, since, ...row }): StuckPayment => ({ ...row, since: since.toISOString() }),
    row => [row.sort, row.id],
  )
}
