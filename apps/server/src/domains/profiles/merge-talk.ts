import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { followConversation } from '../conversations/index.ts'
import { keepRows, type MergeLog } from './merge-log.ts'

type Pair = { theirs: string; mine: string | null }

/**
 * One customer has one conversation with a store (INB-7): where both had one, the absorbed's messages go into the
 * survivor's, in the order of time, each with a record of its place before. The caller holds the conversations.
 */
export async function mergeTalk(ctx: Ctx, log: MergeLog): Promise<void> {
  const { rows } = await sql<Pair>`
    select a.id as theirs, s.id as mine from conversations a left join conversations s on s.store_id = a.store_id and s.customer_id = ${log.survivorId}
    where a.customer_id = ${log.absorbedId} order by a.id`.execute(ctx.tx)
  for (const { theirs, mine } of rows) if (mine) await joinTalk(ctx, log, theirs, mine)
  const moved = sql`t.customer_id = ${log.absorbedId}`
  await keepRows(ctx, log, 'conversations', ['id'], moved, 'conversations_moved')
  await ctx.tx
    .updateTable('conversations')
    .set({ customer_id: log.survivorId })
    .where('customer_id', '=', log.absorbedId)
    .execute()
}

async function joinTalk(ctx: Ctx, log: MergeLog, theirs: string, mine: string): Promise<void> {
  const both = [theirs, mine]
  await keepRows(ctx, log, 'conversations', ['id'], sql`t.id = any(${both}::uuid[])`)
  const kept = ['staff_id', 'conversation_id']
  await keepRows(ctx, log, 'conversation_members', kept, sql`t.conversation_id = any(${both}::uuid[])`)
  await keepRows(ctx, log, 'unread_conversations', kept, readers(both))
  // By time, but never against the order in which each conversation had them.
  await sql`
    insert into merge_rows (merge_id, number, table_name, key, before, after)
    select ${log.mergeId}, (select max(number) from merge_rows where merge_id = ${log.mergeId}) + place, 'messages', jsonb_build_object('id', id),
      jsonb_build_object('conversation_id', conversation_id, 'sequence', sequence), jsonb_build_object('conversation_id', ${mine}::uuid, 'sequence', place)
    from (select *, row_number() over (order by till, conversation_id <> ${mine}, sequence) as place from (
      select id, conversation_id, sequence, max(created_at) over (partition by conversation_id order by sequence) as till
      from messages where conversation_id = any(${both}::uuid[])) timed) placed`.execute(ctx.tx)
  await placeMessages(ctx, log, 'after', both)
  await sql`
    update unread_conversations u set first_sequence = (r.after ->> 'sequence')::bigint from merge_rows r
    where ${readers(both, 'u')} and r.merge_id = ${log.mergeId} and r.table_name = 'messages'
      and (r.before ->> 'conversation_id')::uuid = u.conversation_id and (r.before ->> 'sequence')::bigint = u.first_sequence`.execute(
    ctx.tx,
  )
  await sql`
    insert into conversation_members (staff_id, conversation_id, store_id, last_message_at, active, awaiting)
    select staff_id, ${mine}, store_id, last_message_at, active, awaiting from conversation_members where conversation_id = ${theirs}
    on conflict do nothing`.execute(ctx.tx)
  await sql`
    insert into unread_conversations as u (staff_id, conversation_id, store_id, mine, count, first_sequence, last_message_at)
    select t.staff_id, ${mine}, t.store_id, t.mine, t.count, t.first_sequence, t.last_message_at from unread_conversations t where ${readers([theirs])}
    on conflict (staff_id, conversation_id) do update set count = u.count + excluded.count, mine = u.mine or excluded.mine,
      first_sequence = least(u.first_sequence, excluded.first_sequence)`.execute(ctx.tx)
  await sql`delete from unread_conversations t where ${readers([theirs])}`.execute(ctx.tx)
  await sql`delete from conversation_members where conversation_id = ${theirs}`.execute(ctx.tx)
  await sql`
    update conversations s set last_sequence = s.last_sequence + a.last_sequence, created_at = least(s.created_at, a.created_at),
      last_inbound_at = greatest(s.last_inbound_at, a.last_inbound_at), awaiting_since = least(s.awaiting_since, a.awaiting_since),
      assigned_staff_id = coalesce(s.assigned_staff_id, a.assigned_staff_id), active = s.active or a.active,
      archive_at = case when s.active = a.active then greatest(s.archive_at, a.archive_at) when a.active then a.archive_at else s.archive_at end,
      archived_at = case when s.active or a.active then null else greatest(s.archived_at, a.archived_at) end,
      archive_reason = case when s.active or a.active then null when a.archived_at > s.archived_at then a.archive_reason else s.archive_reason end
    from conversations a where s.id = ${mine} and a.id = ${theirs}`.execute(ctx.tx)
  // What is seen of it in the inbox is the later of the two.
  await sql`
    update conversations s set last_message_at = a.last_message_at, preview = a.preview, preview_by = a.preview_by, preview_staff_id = a.preview_staff_id,
      preview_line = a.preview_line, contact_point_id = a.contact_point_id, channel = a.channel
    from conversations a where s.id = ${mine} and a.id = ${theirs} and a.last_message_at > s.last_message_at`.execute(
    ctx.tx,
  )
  await ctx.tx.deleteFrom('conversations').where('id', '=', theirs).execute()
  await followConversation(ctx, mine)
  await sql`
    update unread_conversations u set last_message_at = c.last_message_at, mine = exists (select from conversation_members m
      where m.conversation_id = u.conversation_id and m.staff_id = u.staff_id)
    from conversations c where c.id = ${mine} and ${readers([mine], 'u')}`.execute(ctx.tx)
  for (const name of ['conversations', 'conversation_members', 'unread_conversations'] as const) {
    const id = name === 'conversations' ? sql`t.id` : sql`t.conversation_id`
    const same =
      name === 'conversations'
        ? sql`(r.key ->> 'id')::uuid = t.id`
        : sql`r.key = jsonb_build_object('staff_id', t.staff_id, 'conversation_id', t.conversation_id)`
    await sql`update merge_rows r set after = to_jsonb(t) from ${sql.table(name)} t
      where r.merge_id = ${log.mergeId} and r.table_name = ${name} and ${id} = ${mine} and ${same}
        ${name === 'unread_conversations' ? sql`and ${readers([mine])}` : sql``}`.execute(ctx.tx)
  }
}

/** Rows of who has not read these; they are found by their key, as nothing else leads to a conversation's readers. */
export const readers = (conversations: readonly string[], alias = 't') => sql`
  ${sql.ref(`${alias}.conversation_id`)} = any(${[...conversations]}::uuid[]) and ${sql.ref(`${alias}.staff_id`)} = any(array(
    select k.staff_id from staff_stores k join conversations x on x.store_id = k.store_id where x.id = any(${[...conversations]}::uuid[])))`

/** Puts messages where they were written down to be; a place may be taken until all have moved. */
export async function placeMessages(
  ctx: Ctx,
  log: MergeLog,
  when: 'before' | 'after',
  conversations: readonly string[],
): Promise<void> {
  await sql`
    update messages m set conversation_id = (p.place ->> 'conversation_id')::uuid, sequence = -(p.place ->> 'sequence')::bigint
    from (select (key ->> 'id')::uuid as id, ${sql.ref(when)} as place from merge_rows
      where merge_id = ${log.mergeId} and table_name = 'messages' and (after ->> 'conversation_id')::uuid = any(${[...conversations]}::uuid[])) p
    where m.id = p.id`.execute(ctx.tx)
  await sql`update messages set sequence = -sequence where conversation_id = any(${[...conversations]}::uuid[]) and sequence < 0`.execute(
    ctx.tx,
  )
}
