import type { Play, PlayedMessage } from './play.ts'
import type { Thread } from './script.ts'

const dayMs = 24 * 60 * 60_000

/** The conversation's own row, its members and who has not read it, all told by what happened in it. */
export function summarise(
  play: Play,
  thread: Thread,
  scene: {
    now: Date
    storeId: string
    customerId: string
    readers: readonly { id: string; key: string }[]
    contactPointId: string
  },
) {
  const { now, storeId: store_id } = scene
  const last = play.messages.at(-1)
  const first = play.messages[0]
  if (!last || !first) throw new Error('A demo thread has at least one line.')
  const { archive_at, archive_reason } = archiving(play, last)
  const active = archive_at > now
  const awaiting_since = active && !thread.settled ? play.awaitingSince : null
  const row = {
    id: play.conversationId,
    store_id,
    customer_id: scene.customerId,
    contact_point_id: scene.contactPointId,
    channel: 'sms',
    active,
    archive_at,
    archived_at: active ? null : archive_at,
    archive_reason: active ? null : archive_reason,
    last_sequence: last.sequence,
    last_message_at: last.created_at,
    last_inbound_at: play.lastInboundAt,
    preview: last.body,
    preview_by: spokenBy(last),
    preview_staff_id: last.staff_id,
    preview_line: last.line,
    awaiting_since,
    assigned_staff_id: play.assignedTo,
    created_at: first.created_at,
  }
  const authors = play.messages.flatMap(message => message.staff_id ?? [])
  const memberIds = new Set([...authors, ...(play.assignedTo ? [play.assignedTo] : [])])
  const members = [...memberIds].map(staff_id => ({
    staff_id,
    conversation_id: row.id,
    store_id,
    last_message_at: row.last_message_at,
    active,
    awaiting: awaiting_since !== null,
  }))
  const waiting = awaiting_since ? sinceLastAnswer(play.messages) : []
  const unread = scene.readers
    .filter(reader => waiting.length > 0 && !thread.readBy?.includes(reader.key))
    .map(reader => ({
      staff_id: reader.id,
      conversation_id: row.id,
      store_id,
      mine: memberIds.has(reader.id),
      count: waiting.length,
      first_sequence: waiting[0]?.sequence ?? 0,
    }))
  return { row, members, unread }
}

/** INB-4: 120 days without activity, 2 after an opt-out, 7 after a request that nobody answered. */
function archiving(play: Play, last: PlayedMessage) {
  const since = play.since?.getTime() ?? 0
  if (play.state === 'opted_out')
    return { archive_at: new Date(since + 2 * dayMs), archive_reason: 'opted_out' }
  if (play.state === 'requested')
    return { archive_at: new Date(since + 7 * dayMs), archive_reason: 'unanswered' }
  if (play.state === 'none') return { archive_at: new Date(since), archive_reason: 'unanswered' }
  return { archive_at: new Date(last.created_at.getTime() + 120 * dayMs), archive_reason: 'quiet' }
}

function spokenBy(message: PlayedMessage): 'customer' | 'staff' | 'automatic' | 'line' {
  if (message.direction === 'in') return 'customer'
  if (message.direction === 'line') return 'line'
  return message.staff_id ? 'staff' : 'automatic'
}

function sinceLastAnswer(messages: readonly PlayedMessage[]): PlayedMessage[] {
  const answered = messages.findLastIndex(({ direction, kind }) => direction === 'out' && kind === 'text')
  return messages.slice(answered + 1).filter(({ direction }) => direction === 'in')
}
