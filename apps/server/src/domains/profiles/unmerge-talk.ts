import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { followConversation } from '../conversations/index.ts'
import { type MergeLog, putBack, restoreColumns, rowsOf } from './merge-log.ts'
import { placeMessages, readers } from './merge-talk.ts'

type Image = { id: string; customer_id: string; store_id: string; last_sequence: number }
type Count = { staff_id: string; conversation_id: string; count: number }

/**
 * Takes the conversations apart again. Every message goes back to its place; what came since goes by its contact point,
 * and what has none stays with the survivor. The contact points are back with whom they belong to already.
 */
export async function unmergeTalk(ctx: Ctx, log: MergeLog): Promise<void> {
  const images = await rowsOf<Image>(ctx, log, 'conversations')
  for (const { before: theirs } of images) {
    if (theirs?.customer_id !== log.absorbedId) continue
    const mine = images.find(
      one => one.before?.customer_id === log.survivorId && one.before.store_id === theirs.store_id,
    )
    if (mine?.before) await partTalk(ctx, log, theirs, mine.before)
  }
  for (const { before } of await rowsOf<Image>(ctx, log, 'conversations_moved'))
    if (before) await giveBack(ctx, log, before)
}

async function partTalk(ctx: Ctx, log: MergeLog, theirs: Image, mine: Image): Promise<void> {
  const both = [theirs.id, mine.id]
  await putBack(ctx, log, 'conversations', sql`p.id = ${theirs.id}`)
  const unread = await unreadNow(ctx, log, mine.id, theirs.id)
  // What came since is written down as if it had always stood behind what each had.
  await sql`
    insert into merge_rows (merge_id, number, table_name, key, before, after)
    select ${log.mergeId}, (select max(number) from merge_rows where merge_id = ${log.mergeId}) + row_number() over (order by sequence), 'messages',
      jsonb_build_object('id', id), jsonb_build_object('conversation_id', home, 'new', true,
        'sequence', case home when ${theirs.id}::uuid then ${theirs.last_sequence}::bigint else ${mine.last_sequence}::bigint end + row_number() over (partition by home order by sequence)),
      jsonb_build_object('conversation_id', ${mine.id}::uuid, 'sequence', sequence)
    from (select m.id, m.sequence, case when p.customer_id = ${log.absorbedId} then ${theirs.id}::uuid else ${mine.id}::uuid end as home
      from messages m left join contact_points p on p.id = m.contact_point_id
      where m.conversation_id = ${mine.id} and not exists (select from merge_rows r
        where r.merge_id = ${log.mergeId} and r.table_name = 'messages' and r.key = jsonb_build_object('id', m.id))) fresh`.execute(
    ctx.tx,
  )
  await placeMessages(ctx, log, 'before', [mine.id])
  await sql`update messages set sequence = -sequence where conversation_id = ${theirs.id} and sequence < 0`.execute(
    ctx.tx,
  )
  const fresh = await freshIn(ctx, log)
  const came = (id: string) => fresh.filter(one => one.home === id)
  const seen = [
    'preview',
    'preview_by',
    'preview_staff_id',
    'preview_line',
    'contact_point_id',
    'channel',
    'last_message_at',
    'last_inbound_at',
    'awaiting_since',
    'active',
    'archive_at',
    'archived_at',
    'archive_reason',
    'created_at',
    'assigned_staff_id',
  ]
  // Nothing new of the survivor's: all that changed since was the absorbed's doing, but for whom it was given to.
  const key = { id: mine.id }
  await restoreColumns(
    ctx,
    log,
    'conversations',
    ['id'],
    seen.slice(0, -1),
    key,
    came(mine.id).length === 0 && fresh.length > 0,
  )
  await restoreColumns(ctx, log, 'conversations', ['id'], ['assigned_staff_id'], key)
  for (const { id, last_sequence } of [theirs, mine]) {
    const count = came(id).length
    await ctx.tx
      .updateTable('conversations')
      .set({ last_sequence: last_sequence + count })
      .where('id', '=', id)
      .execute()
    if (count > 0) await describe(ctx, id)
  }
  await partMembers(ctx, log, theirs.id, mine.id, fresh)
  await sql`delete from unread_conversations t where ${readers(both)}`.execute(ctx.tx)
  if (unread.unchanged && fresh.length === 0)
    await putBack(ctx, log, 'unread_conversations', sql`p.conversation_id = any(${both}::uuid[])`)
  else await putUnread(ctx, log, unread.rows)
  for (const id of both) await followConversation(ctx, id)
  await sql`
    update unread_conversations u set last_message_at = c.last_message_at, mine = exists (select from conversation_members m
      where m.conversation_id = u.conversation_id and m.staff_id = u.staff_id)
    from conversations c where c.id = u.conversation_id and ${readers(both, 'u')}`.execute(ctx.tx)
}

type Fresh = { home: string; staff_id: string | null }
const freshIn = async (ctx: Ctx, log: MergeLog) =>
  (
    await sql<Fresh>`
      select r.before ->> 'conversation_id' as home, m.staff_id from merge_rows r join messages m on m.id = (r.key ->> 'id')::uuid
      where r.merge_id = ${log.mergeId} and r.table_name = 'messages' and r.before ? 'new'`.execute(ctx.tx)
  ).rows

/** A conversation that came to its customer whole goes back whole; what the survivor's own addresses said in it since does not. */
async function giveBack(ctx: Ctx, log: MergeLog, before: Image): Promise<void> {
  const there = await ctx.tx
    .updateTable('conversations')
    .set({ customer_id: log.absorbedId })
    .where('id', '=', before.id)
    .where('customer_id', '=', log.survivorId)
    .returning('id')
    .executeTakeFirst()
  if (!there) return
  const { rows: own } = await sql<{ id: string }>`
    select m.id from messages m join contact_points p on p.id = m.contact_point_id
    where m.conversation_id = ${before.id} and m.sequence > ${before.last_sequence} and p.customer_id = ${log.survivorId} order by m.sequence`.execute(
    ctx.tx,
  )
  if (own.length === 0) return
  const ids = own.map(one => one.id)
  const { rows } = await sql<{ id: string }>`
    insert into conversations (store_id, customer_id, contact_point_id, channel, last_message_at, created_at)
    select m.store_id, ${log.survivorId}, m.contact_point_id, m.channel, m.created_at, m.created_at from messages m where m.id = ${ids[0]} returning id`.execute(
    ctx.tx,
  )
  const made = rows[0]?.id ?? ''
  await sql`
    update messages m set conversation_id = ${made}, sequence = place from unnest(${ids}::uuid[]) with ordinality x (id, place) where m.id = x.id`.execute(
    ctx.tx,
  )
  await sql`
    update messages m set sequence = -place from (select id, ${before.last_sequence}::bigint + row_number() over (order by sequence) as place from messages
      where conversation_id = ${before.id} and sequence > ${before.last_sequence}) x where m.id = x.id`.execute(
    ctx.tx,
  )
  await sql`update messages set sequence = -sequence where conversation_id = ${before.id} and sequence < 0`.execute(
    ctx.tx,
  )
  await sql`insert into conversation_members (staff_id, conversation_id, store_id, last_message_at, active)
    select distinct m.staff_id, ${made}::uuid, m.store_id, now(), true from messages m where m.conversation_id = ${made} and m.staff_id is not null`.execute(
    ctx.tx,
  )
  for (const id of [before.id, made]) {
    await sql`update conversations set last_sequence = coalesce((select max(sequence) from messages where conversation_id = ${id}), 0) where id = ${id}`.execute(
      ctx.tx,
    )
    await describe(ctx, id)
    await followConversation(ctx, id)
  }
}

/** What the inbox shows of a conversation, read from its messages. */
async function describe(ctx: Ctx, id: string): Promise<void> {
  await sql`
    update conversations c set active = true, archived_at = null, archive_reason = null, last_message_at = m.created_at,
      archive_at = greatest(c.archive_at, m.created_at + interval '120 days'),
      last_inbound_at = (select max(i.created_at) from messages i where i.conversation_id = c.id and i.direction = 'in'),
      preview = left(m.body, 200), preview_by = case m.direction when 'in' then 'customer' else 'staff' end, preview_staff_id = m.staff_id, preview_line = null,
      contact_point_id = coalesce(m.contact_point_id, c.contact_point_id), channel = m.channel,
      awaiting_since = (select min(i.created_at) from messages i where i.conversation_id = c.id and i.direction = 'in' and i.sequence >
        coalesce((select max(o.sequence) from messages o where o.conversation_id = c.id and o.direction = 'out' and o.kind not in ('automatic', 'receipt')), 0))
    from (select * from messages where conversation_id = ${id} and direction <> 'line' and kind not in ('automatic', 'receipt') order by sequence desc limit 1) m
    where c.id = ${id}`.execute(ctx.tx)
}

async function partMembers(
  ctx: Ctx,
  log: MergeLog,
  theirs: string,
  mine: string,
  fresh: Fresh[],
): Promise<void> {
  const wrote = (home: string) => [
    ...new Set(fresh.flatMap(one => (one.home === home && one.staff_id ? [one.staff_id] : []))),
  ]
  // Who came with the absorbed goes with them, but for those who have written to the survivor since.
  await sql`
    delete from conversation_members t where t.conversation_id = ${mine} and t.staff_id <> all(${wrote(mine)}::uuid[])
      and not exists (select from merge_rows r where r.merge_id = ${log.mergeId} and r.table_name = 'conversation_members'
        and r.key = jsonb_build_object('staff_id', t.staff_id, 'conversation_id', ${mine}::uuid))
      and exists (select from merge_rows r where r.merge_id = ${log.mergeId} and r.table_name = 'conversation_members'
        and r.key = jsonb_build_object('staff_id', t.staff_id, 'conversation_id', ${theirs}::uuid))`.execute(
    ctx.tx,
  )
  await putBack(ctx, log, 'conversation_members', sql`p.conversation_id = ${theirs}`)
  await sql`
    insert into conversation_members (staff_id, conversation_id, store_id, last_message_at, active)
    select s, id, store_id, last_message_at, active from conversations, unnest(${wrote(theirs)}::uuid[]) s where id = ${theirs} on conflict do nothing`.execute(
    ctx.tx,
  )
}

/** Whom how much is unread by; and for each their last unread messages, which are split like the rest. */
async function unreadNow(ctx: Ctx, log: MergeLog, mine: string, theirs: string) {
  const { rows: now } =
    await sql<Count>`select staff_id, conversation_id, count from unread_conversations t where ${readers([mine])} order by staff_id`.execute(
      ctx.tx,
    )
  const was = new Map<string, number>()
  for (const { after } of await rowsOf<Count>(ctx, log, 'unread_conversations'))
    if (after?.conversation_id === mine) was.set(after.staff_id, after.count)
  for (const { before, after } of await rowsOf<Count>(ctx, log, 'unread_conversations'))
    if (before?.conversation_id === theirs && !after && !was.has(before.staff_id))
      was.set(before.staff_id, before.count)
  const rows: { staff_id: string; messages: string[] }[] = []
  for (const one of now) {
    const last = await ctx.tx
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', mine)
      .where('direction', '=', 'in')
      .orderBy('sequence', 'desc')
      .limit(one.count)
      .execute()
    rows.push({ staff_id: one.staff_id, messages: last.map(message => message.id) })
  }
  const unchanged = now.length === was.size && now.every(one => was.get(one.staff_id) === one.count)
  return { rows, unchanged }
}

async function putUnread(
  ctx: Ctx,
  _log: MergeLog,
  rows: { staff_id: string; messages: string[] }[],
): Promise<void> {
  for (const { staff_id, messages } of rows) {
    await sql`
      insert into unread_conversations (staff_id, conversation_id, store_id, mine, count, first_sequence, last_message_at)
      select ${staff_id}::uuid, conversation_id, store_id, false, count(*), min(sequence), max(created_at) from messages
      where id = any(${messages}::uuid[]) group by conversation_id, store_id on conflict do nothing`.execute(
      ctx.tx,
    )
  }
}
