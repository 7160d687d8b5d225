import type { InboxCounts } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'

const most = sql.lit(100)

/** The bubble's numbers (INB-2), each counted to 100 at most: «99+» costs the same in a store of any size. */
export async function countInbox(reading: StaffReading, storeId: string): Promise<InboxCounts> {
  const { viewer } = reading
  mustSeeStore(viewer, storeId)
  const seesStore = viewer.permissions.has('inbox.store')
  const { rows } = await sql<{
    mine_unread: number
    store_unread: number
    mine_awaiting: number
    store_awaiting: number
  }>`
    select
      (select count(*) from (select from unread_conversations where staff_id = ${viewer.staffId} and store_id = ${storeId} and mine limit ${most}) x) as mine_unread,
      (select count(*) from (select from unread_conversations where staff_id = ${viewer.staffId} and store_id = ${storeId} and ${seesStore} limit ${most}) x) as store_unread,
      (select count(*) from (select from conversation_members where staff_id = ${viewer.staffId} and store_id = ${storeId} and active and awaiting limit ${most}) x) as mine_awaiting,
      (select count(*) from (select from conversations where store_id = ${storeId} and active and awaiting_since is not null and ${seesStore} limit ${most}) x) as store_awaiting
    `.execute(reading.tx)
  const row = rows[0]
  return {
    mine: { unread: row?.mine_unread ?? 0, awaiting: row?.mine_awaiting ?? 0 },
    store: { unread: row?.store_unread ?? 0, awaiting: row?.store_awaiting ?? 0 },
  }
}
