import type { Payment, StuckPayment } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'
import { paymentOf, readPayments, readRefunds, refundOf, seenBy } from './payment-rows.ts'
import { stuck } from './stuck.ts'

type PageInput = { cursor?: string | undefined; limit: number }
const shown = {
  all: sql`true`,
  problem: sql`p.problem is not null`,
  kept: sql`p.state = 'kept'`,
}

/** Money that came, the latest first. */
export async function listPayments(reading: StaffReading, input: PageInput & { show: keyof typeof shown }) {
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const rows = await readPayments(
    reading,
    sql`select p.* from payments p where ${shown[input.show]} and ${seenBy(reading.viewer)}
      ${cursor ? sql`and (p.paid_at, p.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
      order by p.paid_at desc, p.id desc limit ${sql.lit(input.limit + 1)}`,
  )
  return pageOf(rows, input.limit, paymentOf, row => [row.sort, row.id])
}

/** @throws Refusal NOT_FOUND */
export async function getPayment(reading: StaffReading, input: { paymentId: string }): Promise<Payment> {
  const [row] = await readPayments(
    reading,
    sql`select p.* from payments p where p.id = ${input.paymentId} and ${seenBy(reading.viewer)}`,
  )
  if (!row) throw notFound()
  return paymentOf(row)
}

/** Refunds that failed and were not tried again, the latest first. */
export async function listFailedRefunds(reading: StaffReading, input: PageInput) {
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const rows = await readRefunds(
    reading,
    sql`select r.* from refunds r join payments p on p.id = r.payment_id
      where r.state = 'failed' and r.retried_as is null and ${seenBy(reading.viewer)}
      ${cursor ? sql`and (r.created_at, r.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
      order by r.created_at desc, r.id desc limit ${sql.lit(input.limit + 1)}`,
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
