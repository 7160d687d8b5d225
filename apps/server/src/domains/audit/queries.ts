import type { AuditEntry } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf, readFrom } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'
import { subjectsOf } from './subjects.ts'

type Input = {
  action?: string | undefined
  staffId?: string | undefined
  storeId?: string | undefined
  from?: string | undefined
  until?: string | undefined
  first: 'newest' | 'oldest'
  cursor?: string | undefined
  limit: number
}

/** What one may read: of one's stores, and what belongs to no store when one manages the business; and one's own. */
const readable = ({ tx, viewer }: StaffReading) =>
  tx
    .selectFrom('audit_entries as e')
    .leftJoin('staff as s', 's.id', 'e.staff_id')
    .select([
      'e.id',
      'e.at',
      'e.action',
      'e.subject',
      'e.store_id',
      'e.before',
      'e.after',
      'e.ip',
      's.first_name',
      's.last_name',
    ])
    .select(sql<string>`to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('sort'))
    .where(({ or, eb }) =>
      or([
        ...(viewer.storeIds.length > 0 ? [eb('e.store_id', 'in', [...viewer.storeIds])] : []),
        ...(viewer.permissions.has('business.manage') ? [eb('e.store_id', 'is', null)] : []),
        eb('e.staff_id', '=', viewer.staffId),
      ]),
    )

/** The audit, from either end. @throws Refusal NOT_FOUND for a store that is not mine */
export async function listAudit(reading: StaffReading, input: Input) {
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const { action, staffId, storeId, from, until, first } = input
  const { after, way } = readFrom(first)
  if (storeId !== undefined) mustSeeStore(reading.viewer, storeId)
  const rows = await readable(reading)
    .$if(action !== undefined, query => query.where('e.action', '=', action ?? ''))
    .$if(staffId !== undefined, query => query.where('e.staff_id', '=', staffId ?? ''))
    .$if(storeId !== undefined, query => query.where('e.store_id', '=', storeId ?? ''))
    .$if(from !== undefined, query => query.where('e.at', '>=', new Date(from ?? '')))
    .$if(until !== undefined, query => query.where('e.at', '<', new Date(until ?? '')))
    .$if(cursor !== undefined, query =>
      query.where(
        sql<boolean>`(e.at, e.id) ${after} (${cursor?.[0] ?? ''}::timestamptz, ${cursor?.[1] ?? ''}::uuid)`,
      ),
    )
    .orderBy(sql`e.at ${way}, e.id ${way}`)
    .limit(input.limit + 1)
    .execute()
  const subjects = await subjectsOf(
    reading,
    rows.map(row => row.subject),
  )
  return pageOf(
    rows,
    input.limit,
    row => toEntry(row, subjects),
    row => [row.sort, row.id],
  )
}

/** One entry. @throws Refusal NOT_FOUND also when it is of another store */
export async function readAudit(reading: StaffReading, { entryId }: { entryId: string }) {
  const row = await readable(reading).where('e.id', '=', entryId).executeTakeFirst()
  if (!row) throw notFound()
  return toEntry(row, await subjectsOf(reading, [row.subject]))
}

type Row = Awaited<ReturnType<ReturnType<typeof readable>['execute']>>[number]
const toEntry = (row: Row, subjects: Awaited<ReturnType<typeof subjectsOf>>): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  staffName: row.first_name === null ? null : `${row.first_name} ${row.last_name}`.trim(),
  action: row.action,
  subject: row.subject,
  subjectName: subjects.get(row.subject)?.name ?? null,
  subjectErased: subjects.get(row.subject)?.erased ?? false,
  storeId: row.store_id,
  before: row.before,
  after: row.after,
  ip: row.ip,
})
