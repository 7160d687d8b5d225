import type { Merge } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type Reading, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'
import { mustKnow } from '../customers/index.ts'

const selectMerges = (reading: Reading) =>
  reading.tx
    .selectFrom('merges as m')
    .innerJoin('customers as c', 'c.id', 'm.absorbed_id')
    .innerJoin('customers as v', 'v.id', 'm.survivor_id')
    .leftJoin('staff as s', 's.id', 'm.by_staff_id')
    .selectAll('m')
    .select(['c.name', 'v.name as survivor_name', 's.id as staff_id', 's.first_name', 's.last_name', 's.hue'])
type Row = Awaited<ReturnType<ReturnType<typeof selectMerges>['execute']>>[number]

const mergeOf = (row: Row): Merge => ({
  id: row.id,
  survivorId: row.survivor_id,
  survivorName: row.survivor_name ?? '',
  absorbedId: row.absorbed_id,
  absorbedName: row.name ?? '',
  at: row.at.toISOString(),
  by: row.staff_id
    ? { id: row.staff_id, firstName: row.first_name ?? '', lastName: row.last_name ?? '', hue: row.hue ?? 1 }
    : null,
  undoUntil: row.undo_until.toISOString(),
  undoneAt: row.undone_at?.toISOString() ?? null,
})

/** @throws Refusal NOT_FOUND */
export async function findMerge(reading: Reading, mergeId: string): Promise<Merge> {
  const row = await selectMerges(reading).where('m.id', '=', mergeId).executeTakeFirst()
  if (!row) throw notFound()
  return mergeOf(row)
}

/** The merges that a customer came out of, newest first. */
export async function listMerges(
  reading: StaffReading,
  input: { storeId: string; customerId: string; cursor?: string | undefined; limit: number },
) {
  await mustKnow(reading, input)
  const cursor = decodeCursor(input.cursor, ['id'])
  const rows = await selectMerges(reading)
    .where('m.survivor_id', '=', input.customerId)
    .$if(cursor !== undefined, query => query.where('m.id', '<', cursor?.[0] ?? ''))
    .orderBy('m.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  return pageOf(rows, input.limit, mergeOf, row => [row.id])
}

/** The merges of people this store knows that can still be undone (CUS-7), newest first. */
export async function listRecentMerges(
  reading: StaffReading,
  input: { storeId: string; cursor?: string | undefined; limit: number },
) {
  mustSeeStore(reading.viewer, input.storeId)
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const rows = await selectMerges(reading)
    .where('m.undone_at', 'is', null)
    .where('m.undo_until', '>', reading.clock.now())
    .where('c.erased_at', 'is', null)
    .where('v.erased_at', 'is', null)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('customer_stores as k')
          .select('k.customer_id')
          .whereRef('k.customer_id', '=', 'm.survivor_id')
          .where('k.store_id', '=', input.storeId),
      ),
    )
    .$if(cursor !== undefined, query =>
      query.where(
        sql<boolean>`(m.undo_until, m.id) < (${cursor?.[0] ?? ''}::timestamptz, ${cursor?.[1] ?? ''}::uuid)`,
      ),
    )
    .select(sql<string>`to_char(m.undo_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('sort'))
    .orderBy('m.undo_until', 'desc')
    .orderBy('m.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  return pageOf(rows, input.limit, mergeOf, row => [row.sort, row.id])
}
