import type { Play } from './play.ts'
import type { PlayedMessage } from './played.ts'
import type { Thread } from './script.ts'

type Place = {
  now: Date
  storeId: string
  customerId: string
  contactPointId: string
  /** The staff of the store. */
  readers: readonly { id: string; key: string }[]
}

/** The conversation's own row, its members and who has not read it, all told by what happened in it. */
export function summarise(
  play: Play,
  thread: Thread,
  { now, storeId: store_id, customerId, contactPointId, readers }: Place,
) {
  const active = play.archiveAt > now
  const awaiting_since = active && !thread.settled ? play.awaitingSince : null
  const row = {
    id: play.conversationId,
    store_id,
    customer_id: customerId,
    contact_point_id: contactPointId,
    channel: 'sms',
    active,
    archive_at: play.archiveAt,
    archived_at: active ? null : play.archiveAt,
    archive_reason: active
      ? null
      : { none: 'unanswered', requested: 'unanswered', opted_out: 'opted_out', opted_in: 'quiet' }[
          play.state
        ],
    last_sequence: play.messages.length,
    last_message_at: play.lastMessageAt,
    last_inbound_at: play.lastInboundAt,
    ...play.preview,
    awaiting_since,
    assigned_staff_id: play.assignedTo,
    created_at: play.messages[0]?.created_at ?? now,
  }
  const authors = play.messages.flatMap(message => message.staff_id ?? [])
  const memberIds = new Set([...authors, ...(play.assignedTo ? [play.assignedTo] : [])])
  const place = { conversation_id: row.id, store_id }
  const followed = { last_message_at: row.last_message_at, active, awaiting: awaiting_since !== null }
  const members = [...memberIds].map(staff_id => ({ staff_id, ...place, ...followed }))
  const waiting = awaiting_since ? sinceLastAnswer(play.messages) : []
  const unread = readers
    .filter(reader => waiting.length > 0 && !thread.readBy?.includes(reader.key))
    .map(reader => ({
      staff_id: reader.id,
      ...place,
      mine: memberIds.has(reader.id),
      count: waiting.length,
      first_sequence: waiting[0]?.sequence ?? 0,
      last_message_at: row.last_message_at,
    }))
  return { row, members, unread }
}

function sinceLastAnswer(messages: readonly PlayedMessage[]): PlayedMessage[] {
  const answered = messages.findLastIndex(({ direction, kind }) => direction === 'out' && kind === 'text')
  return messages.slice(answered + 1).filter(({ direction }) => direction === 'in')
}
