import type { Merge } from '@rapport/contract'
import type { Reading, StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'
import { mustKnow } from '../customers/index.ts'

const selectMerges = (reading: Reading) =>
  reading.tx
    .selectFrom('merges as m')
    .innerJoin('customers as c', 'c.id', 'm.absorbed_id')
    .leftJoin('staff as s', 's.id', 'm.by_staff_id')
    .selectAll('m')
    .select(['c.name', 's.id as staff_id', 's.first_name', 's.last_name', 's.hue'])
type Row = Awaited<ReturnType<ReturnType<typeof selectMerges>['execute']>>[number]

const mergeOf = (row: Row): Merge => ({
  id: row.id,
  survivorId: row.survivor_id,
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
