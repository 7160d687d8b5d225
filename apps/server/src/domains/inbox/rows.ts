import type { Channel, ConsentState, ConversationRow, StaffSummary, SystemLine } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { hueOf, initialsOf } from '../customers/index.ts'

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

/** Rows of the inbox by id, in no order; for search hits. */
export async function readRows(reading: StaffReading, ids: string[]): Promise<Map<string, ConversationRow>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<InboxRow>`
    ${inboxColumns(reading.viewer.staffId)} from conversations c ${inboxJoins} where c.id = any(${ids}::uuid[])`.execute(
    reading.tx,
  )
  return new Map(rows.map(row => [row.id, conversationRowOf(row, reading.viewer.staffId)]))
}
