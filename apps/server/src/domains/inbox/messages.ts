import type { Channel, FailureReason, Message, MessageStatus, SystemLine } from '@rapport/contract'
import type { Reading } from '../../platform/context.ts'
import { hueOf } from '../customers/index.ts'

/** Lines of a thread, as the contract shows them; `where` narrows, order and limit are the caller's. */
export function selectMessages(reading: Pick<Reading, 'tx'>) {
  return reading.tx
    .selectFrom('messages as m')
    .leftJoin('staff as f', 'f.id', 'm.staff_id')
    .select([
      'm.id',
      'm.conversation_id',
      'm.sequence',
      'm.direction',
      'm.kind',
      'm.channel',
      'm.body',
      'm.line',
      'm.client_id',
    ])
    .select([
      'm.status',
      'm.failure_reason',
      'm.failure_code',
      'm.due_at',
      'm.held_because',
      'm.created_at',
      'm.staff_id',
    ])
    .select(['f.first_name', 'f.last_name', 'f.hue'])
}
type Row = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number]

export function messageOf(row: Row): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    sequence: row.sequence,
    direction: row.direction as Message['direction'],
    kind: row.kind as Message['kind'],
    channel: row.channel as Channel,
    body: row.body,
    author: row.staff_id
      ? {
          id: row.staff_id,
          firstName: row.first_name ?? '',
          lastName: row.last_name ?? '',
          hue: row.hue ?? hueOf(row.staff_id),
        }
      : null,
    clientId: row.client_id,
    status: row.status as MessageStatus,
    failure:
      row.status === 'failed'
        ? { reason: (row.failure_reason ?? 'unknown') as FailureReason, providerCode: row.failure_code }
        : null,
    scheduledFor: row.status === 'scheduled' ? (row.due_at?.toISOString() ?? null) : null,
    heldBecause: row.status === 'scheduled' ? (row.held_because ?? []) : [],
    line: row.line as SystemLine | null,
    at: row.created_at.toISOString(),
  }
}

export async function readMessage(
  reading: Pick<Reading, 'tx'>,
  messageId: string,
): Promise<Message | undefined> {
  const row = await selectMessages(reading).where('m.id', '=', messageId).executeTakeFirst()
  return row && messageOf(row)
}
