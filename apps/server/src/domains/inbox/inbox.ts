import type {
  Channel,
  ConsentState,
  ConversationRow,
  InboxCounts,
  StaffSummary,
  SystemLine,
} from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import { mustHave, mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { hueOf, initialsOf } from '../customers/index.ts'

type ListInput = {
  storeId: string
  inbox: 'mine' | 'store'
  filter: 'active' | 'awaiting' | 'unread' | 'archived'
  cursor?: string | undefined
  limit: number
}

export type InboxRow = {
  id: string
  store_id: string
  customer_id: string
  name: string
  starred: boolean
  heart: ConsentState
  channel: Channel
  active: boolean
  preview: string
  preview_by: 'customer' | 'staff' | 'automatic' | 'line'
  preview_staff_id: string | null
  preview_name: string | null
  preview_line: SystemLine | null
  last_message_at: Date
  at: string
  last_sequence: number
  unread: number
  awaiting_since: Date | null
  assigned: StaffSummary | null
  mine: boolean
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

/**
 * What a row of an inbox shows; reads only rows of the page. Looked up one by one instead of joined: ten joins took
 * longer to plan than to run, and `exists` was turned into a read of all that is mine.
 */
export const inboxColumns = (staffId: string) => sql`
  select c.id, c.store_id, c.customer_id, cu.name,
    coalesce((select true from customer_stars st where st.staff_id = ${staffId} and st.customer_id = c.customer_id), false) as starred,
    coalesce(
      (select cs.state from consent_states cs where cs.contact_point_id = c.contact_point_id and cs.store_id = c.store_id and cs.channel = c.channel),
      (select 'opted_out' from consent_heads ch where ch.contact_point_id = c.contact_point_id and ch.stopped_everywhere_at is not null),
      'none') as heart, c.channel, c.active,
    c.preview, c.preview_by, c.preview_staff_id, (select pf.first_name from staff pf where pf.id = c.preview_staff_id) as preview_name,
    c.preview_line, c.last_message_at, to_char(c.last_message_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, c.last_sequence,
    coalesce((select u.count from unread_conversations u where u.staff_id = ${staffId} and u.conversation_id = c.id), 0) as unread, c.awaiting_since,
    (select json_build_object('id', a.id, 'firstName', a.first_name, 'lastName', a.last_name, 'hue', a.hue) from staff a where a.id = c.assigned_staff_id) as assigned,
    coalesce((select true from conversation_members mm where mm.staff_id = ${staffId} and mm.conversation_id = c.id), false) as mine`

export const inboxJoins = sql`join customers cu on cu.id = c.customer_id`

export function conversationRowOf(row: InboxRow, staffId: string): ConversationRow {
  return {
    id: row.id,
    storeId: row.store_id,
    customer: {
      id: row.customer_id,
      name: row.name,
      initials: initialsOf(row.name),
      hue: hueOf(row.customer_id),
      starred: row.starred,
    },
    heart: row.heart,
    channel: row.channel,
    active: row.active,
    preview: row.preview,
    previewBy:
      row.preview_by === 'staff' ? (row.preview_staff_id === staffId ? 'me' : 'colleague') : row.preview_by,
    previewName: row.preview_name,
    previewLine: row.preview_line,
    lastMessageAt: row.last_message_at.toISOString(),
    lastSequence: row.last_sequence,
    unread: row.unread,
    awaitingSince: row.awaiting_since?.toISOString() ?? null,
    assignedTo: row.assigned,
    mine: row.mine,
  }
}

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
