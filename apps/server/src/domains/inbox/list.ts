import { type RawBuilder, sql } from 'kysely'
import { mustHave, mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { conversationRowOf, type InboxRow, inboxColumns, inboxJoins } from './rows.ts'

type ListInput = {
  storeId: string
  inbox: 'mine' | 'store'
  filter: 'active' | 'awaiting' | 'unread' | 'archived'
  cursor?: string | undefined
  limit: number
}

/**
 * A page of an inbox, newest activity first (INB-1). Each choice of inbox and filter is one index read in its order,
 * so a page costs a page in a store of any size.
 */
export async function listConversations(reading: StaffReading, input: ListInput) {
  const { viewer } = reading
  mustSeeStore(viewer, input.storeId)
  if (input.inbox === 'store') mustHave(viewer, 'inbox.store')
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const { rows } = await sql<InboxRow>`
    with page as (${pageQuery(viewer.staffId, input, cursor)})
    ${inboxColumns(viewer.staffId)}
    from page join conversations c on c.id = page.id ${inboxJoins}
    order by c.last_message_at desc, c.id desc`.execute(reading.tx)
  return pageOf(
    rows,
    input.limit,
    row => conversationRowOf(row, viewer.staffId),
    row => [row.at, row.id],
  )
}

function pageQuery(
  staffId: string,
  { storeId, inbox, filter, limit }: ListInput,
  cursor: string[] | undefined,
): RawBuilder<unknown> {
  const below = (at: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
    cursor ? sql`and (${at}, ${id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``
  if (filter === 'unread') {
    return sql`
      select u.conversation_id as id from unread_conversations u
      where u.staff_id = ${staffId} and u.store_id = ${storeId} ${inbox === 'mine' ? sql`and u.mine` : sql``}
        ${below(sql`u.last_message_at`, sql`u.conversation_id`)}
      order by u.last_message_at desc, u.conversation_id desc limit ${sql.lit(limit + 1)}`
  }
  if (inbox === 'mine') {
    const state =
      filter === 'archived'
        ? sql`not m.active`
        : filter === 'awaiting'
          ? sql`m.active and m.awaiting`
          : sql`m.active`
    return sql`
      select m.conversation_id as id from conversation_members m
      where m.staff_id = ${staffId} and m.store_id = ${storeId} and ${state} ${below(sql`m.last_message_at`, sql`m.conversation_id`)}
      order by m.last_message_at desc, m.conversation_id desc limit ${sql.lit(limit + 1)}`
  }
  const state =
    filter === 'archived'
      ? sql`not c.active and c.last_sequence > 0`
      : filter === 'awaiting'
        ? sql`c.active and c.awaiting_since is not null`
        : sql`c.active`
  return sql`
    select c.id from conversations c
    where c.store_id = ${storeId} and ${state} ${below(sql`c.last_message_at`, sql`c.id`)}
    order by c.last_message_at desc, c.id desc limit ${sql.lit(limit + 1)}`
}
