import type { CustomerRecord } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'
import { namedBy } from './people.ts'
import { type ProfileRow, profileColumns, profileOf } from './read.ts'

type Row = ProfileRow & {
  points: CustomerRecord['contactPoints']
  home_store_id: string | null
  assigned_staff_id: string | null
  store_ids: string[]
  merged_into: string | null
  erased_at: Date | null
  place: string
}

const mine = ({ viewer }: StaffReading) => sql`${[...viewer.storeIds]}::uuid[]`
/** One that was merged is seen by whoever sees the one it became. */
const visible = (reading: StaffReading) => sql`exists (select from customer_stores k
  where k.customer_id = coalesce(c.merged_into, c.id) and k.store_id = any(${mine(reading)}))`
const columns = (
  reading: StaffReading,
) => sql`${profileColumns}, c.home_store_id, c.assigned_staff_id, c.merged_into, c.erased_at,
  coalesce((select json_agg(json_build_object('id', p.id, 'kind', p.kind, 'value', p.value, 'invalid', p.invalid_reason is not null) order by p.created_at, p.id)
    from contact_points p where p.customer_id = c.id and p.detached_at is null), '[]') as points,
  array(select k.store_id::text from customer_stores k where k.customer_id = c.id and k.store_id = any(${mine(reading)}) order by 1) as store_ids,
  to_char(c.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place`

const recordOf = (row: Row): CustomerRecord => ({
  ...profileOf(row),
  createdAt: row.created_at.toISOString(),
  contactPoints: row.points,
  homeStoreId: row.home_store_id,
  assignedStaffId: row.assigned_staff_id,
  storeIds: row.store_ids,
  mergedInto: row.merged_into,
  erasedAt: row.erased_at?.toISOString() ?? null,
})

/**
 * All customers of my stores, the longest unchanged first, so that whoever follows the pages and then asks again from
 * the last `updatedAt` has seen every change. What a transaction that still runs may change is left for the next call:
 * its time is older than its commit, and a reader would have passed it by.
 */
export async function listRecords(
  reading: StaffReading,
  input: { updatedSince?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const settled = await settledUntil(reading)
  const where: RawBuilder<unknown>[] = [
    visible(reading),
    sql`c.updated_at < ${settled}`,
    ...(input.updatedSince ? [sql`c.updated_at >= ${input.updatedSince}::timestamptz`] : []),
    ...(cursor ? [sql`(c.updated_at, c.id) > (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`] : []),
  ]
  const { rows } = await sql<Row>`
    with page as materialized (
      select c.id from customers c where ${sql.join(where, sql` and `)}
      order by c.updated_at, c.id limit ${sql.lit(input.limit + 1)})
    select ${columns(reading)} from page join customers c on c.id = page.id order by c.updated_at, c.id`.execute(
    reading.tx,
  )
  return pageOf(rows, input.limit, recordOf, row => [row.place, row.id])
}

/** Before everything that another transaction of ours may still commit, by the clock that its changes bear. */
async function settledUntil(reading: StaffReading): Promise<Date> {
  const { rows } = await sql<{ running: number }>`
    select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float8 as running from pg_stat_activity
    where datname = current_database() and application_name = 'rapport' and pid <> pg_backend_pid() and state <> 'idle'
      and xact_start is not null and backend_type = 'client backend'`.execute(reading.tx)
  return new Date(reading.clock.now().getTime() + 1 - (rows[0]?.running ?? 0) * 1000)
}

/** @throws Refusal NOT_FOUND */
export const readRecord = (
  reading: StaffReading,
  { customerId }: { customerId: string },
): Promise<CustomerRecord> => readBy(reading, sql`c.id = ${customerId}`)

/** @throws Refusal NOT_FOUND */
export const readRecordByExternalId = (
  reading: StaffReading,
  { externalId }: { externalId: string },
): Promise<CustomerRecord> =>
  readBy(
    reading,
    sql`c.id = coalesce((select id from customers where external_id = ${externalId}),
      (select n.customer_id from ${namedBy(sql`array[${externalId}]::text[]`)} n))`,
  )

async function readBy(reading: StaffReading, condition: RawBuilder<unknown>): Promise<CustomerRecord> {
  const { rows } = await sql<Row>`
    select ${columns(reading)} from customers c where ${condition} and ${visible(reading)}`.execute(
    reading.tx,
  )
  if (!rows[0]) throw notFound()
  return recordOf(rows[0])
}
