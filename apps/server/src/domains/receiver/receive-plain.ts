import { sql } from 'kysely'
import type { Runtime } from '../../platform/context.ts'
import type { InboundMessage } from '../../providers/sms.ts'
import { archiveDays } from '../conversations/index.ts'
import type { Received } from './receive.ts'

type Row = { providerMessageId: string; outcome: Received }

/**
 * Stores many plain messages in one statement, each exactly as `receiveMessage` would (a test holds both equal):
 * only from customers who opted in and have a conversation with that store. Others are left for `receiveMessage`.
 * A repeated id counts once, in the batch and against the table; one that another process commits meanwhile fails the
 * whole statement, for skipping it would leave a gap in the sequence. Rows are locked in the order of their ids, so that
 * two statements never wait for each other in a circle.
 * @param batch messages with canonical senders
 * @returns what became of those it took; the others are missing
 */
export async function receivePlain(
  runtime: Runtime,
  batch: InboundMessage[],
): Promise<Map<string, Received>> {
  const { rows } = await statement(runtime.clock.now(), batch).execute(runtime.db)
  if (rows.some(row => row.outcome === 'stored')) runtime.bus.nudge('events')
  return new Map(rows.map(row => [row.providerMessageId, row.outcome]))
}

/** The statement by itself, for the benchmark's baseline: the same SQL, one message each. */
export const statement = (now: Date, batch: InboundMessage[]) => {
  const input = JSON.stringify(
    batch.map((one, place) => ({
      p: place,
      i: one.providerMessageId,
      c: one.channel,
      f: one.from,
      t: one.to,
      b: one.body,
    })),
  )
  const archiveAt = new Date(now.getTime() + archiveDays.quiet * 24 * 60 * 60_000)
  return sql<Row>`
  with input as materialized (
    select distinct on (x.i) x.p, x.i, x.c, x.f, x.t, x.b
    from jsonb_to_recordset(${input}::jsonb) as x (p int, i text, c text, f text, t text, b text) order by x.i, x.p),
  known as materialized (
    select m.provider_message_id from input join messages m on m.provider_message_id = input.i
    union all select input.i from input join erased_messages e on e.hash = sha256(convert_to(input.i, 'UTF8'))),
  placed as materialized (
    select input.*, n.id as number_id, n.store_id, cp.id as contact_point_id, cp.customer_id, v.id as conversation_id
    from input
    join store_numbers n on n.phone = input.t and n.channel = input.c and n.state <> 'released'
    join contact_points cp on cp.kind = 'phone' and cp.value = input.f
    join conversations v on v.store_id = n.store_id and v.customer_id = cp.customer_id
    join consent_states s on s.contact_point_id = cp.id and s.store_id = n.store_id and s.channel = input.c and s.state = 'opted_in'
    where not exists (select from known where known.provider_message_id = input.i)),
  locked as materialized (
    select v.id, v.last_sequence from conversations v where v.id in (select conversation_id from placed) order by v.id for update),
  numbered as (
    select placed.*, locked.last_sequence + row_number() over (partition by placed.conversation_id order by placed.p) as sequence
    from placed join locked on locked.id = placed.conversation_id),
  stored as (
    insert into messages (conversation_id, sequence, store_id, direction, kind, channel, body, contact_point_id, store_number_id,
      provider_message_id, status, created_at)
    select conversation_id, sequence, store_id, 'in', 'text', c, b, contact_point_id, number_id, i, 'received', ${now}::timestamptz
    from numbered order by conversation_id, sequence
    returning id, conversation_id, sequence, store_id, contact_point_id, channel, body, provider_message_id),
  latest as materialized (
    select distinct on (conversation_id) *, count(*) over (partition by conversation_id) as arrived,
      min(sequence) over (partition by conversation_id) as first_sequence
    from stored order by conversation_id, sequence desc),
  moved as (
    update conversations v set last_sequence = latest.sequence, last_message_at = ${now}::timestamptz, last_inbound_at = ${now}::timestamptz,
      preview = left(latest.body, 200), preview_by = 'customer', preview_staff_id = null, preview_line = null,
      awaiting_since = coalesce(v.awaiting_since, ${now}::timestamptz), active = true, archived_at = null, archive_reason = null,
      archive_at = ${archiveAt}::timestamptz, contact_point_id = latest.contact_point_id, channel = latest.channel
    from latest where v.id = latest.conversation_id
    returning v.id, v.store_id, v.customer_id),
  members as (
    update conversation_members m set last_message_at = ${now}::timestamptz, active = true, awaiting = true
    from latest where m.conversation_id = latest.conversation_id),
  -- In the order in which whoever writes what customers are filtered by holds these rows, too.
  met as materialized (
    select k.store_id, k.customer_id from customer_stores k join moved on moved.store_id = k.store_id and moved.customer_id = k.customer_id
    order by k.customer_id, k.store_id for no key update of k),
  contacted as (
    update customer_stores k set last_contact_at = ${now}::timestamptz from met where k.store_id = met.store_id and k.customer_id = met.customer_id),
  unread as (
    insert into unread_conversations (staff_id, conversation_id, store_id, mine, count, first_sequence, last_message_at)
    select ss.staff_id, latest.conversation_id, ss.store_id,
      ss.staff_id = any(array(select mm.staff_id from conversation_members mm where mm.conversation_id = latest.conversation_id)),
      latest.arrived, latest.first_sequence, ${now}::timestamptz
    from latest join staff_stores ss on ss.store_id = latest.store_id
    join staff f on f.id = ss.staff_id and f.state = 'active'
    order by latest.conversation_id, ss.staff_id
    on conflict (staff_id, conversation_id) do update set count = unread_conversations.count + excluded.count, last_message_at = excluded.last_message_at),
  told as (
    insert into events (at, type, store_id, conversation_id, customer_id, data)
    select ${now}::timestamptz, 'message.received', stored.store_id, stored.conversation_id, moved.customer_id,
      jsonb_build_object('messageId', stored.id, 'sequence', stored.sequence)
    from stored join moved on moved.id = stored.conversation_id order by stored.conversation_id, stored.sequence)
  select provider_message_id as "providerMessageId", 'stored' as outcome from stored
  union all
  select provider_message_id, 'duplicate' from known`
}
