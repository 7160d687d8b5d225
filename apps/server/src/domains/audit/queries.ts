import type { AuditEntry } from '@rapport/contract'
import type { StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { notFound } from '../../platform/refusal.ts'

type Input = {
  action?: string | undefined
  staffId?: string | undefined
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
    .where(({ or, eb }) =>
      or([
        ...(viewer.storeIds.length > 0 ? [eb('e.store_id', 'in', [...viewer.storeIds])] : []),
        ...(viewer.permissions.has('business.manage') ? [eb('e.store_id', 'is', null)] : []),
        eb('e.staff_id', '=', viewer.staffId),
      ]),
    )

/** The audit, newest first. */
export async function listAudit(reading: StaffReading, input: Input) {
  const cursor = decodeCursor(input.cursor, ['id'])
  const rows = await readable(reading)
    .$if(input.action !== undefined, query => query.where('e.action', '=', input.action ?? ''))
    .$if(input.staffId !== undefined, query => query.where('e.staff_id', '=', input.staffId ?? ''))
    .$if(cursor !== undefined, query => query.where('e.id', '<', cursor?.[0] ?? ''))
    .orderBy('e.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  return pageOf(rows, input.limit, toEntry, row => [row.id])
}

/** One entry. @throws Refusal NOT_FOUND also when it is of another store */
export async function readAudit(reading: StaffReading, { entryId }: { entryId: string }) {
  const row = await readable(reading).where('e.id', '=', entryId).executeTakeFirst()
  if (!row) throw notFound()
  return toEntry(row)
}

type Row = Awaited<ReturnType<ReturnType<typeof readable>['execute']>>[number]
const toEntry = (row: Row): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  staffName: row.first_name === null ? null : `${row.first_name} ${row.last_name}`.trim(),
  action: row.action,
  subject: row.subject,
  storeId: row.store_id,
  before: row.before,
  after: row.after,
  ip: row.ip,
})
