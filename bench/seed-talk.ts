import { sql } from 'kysely'
import type { Database } from '../apps/server/src/platform/db/database.ts'
import { years } from './seed-shops.ts'
import { phrases } from './vocabulary.ts'

const phraseCount = 20_000

/**
 * Messages in the order of their time, evenly over three years, so that a conversation lies scattered among all others
 * as it does in life. Few conversations have most of the messages. The indexes of `messages` are built afterwards.
 */
export async function seedMessages(
  db: Database,
  messages: number,
  step: (name: string, work: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  await sql`create table bench_phrases as select ordinality::int - 1 as n, phrase
    from unnest(${phrases(phraseCount)}::text[]) with ordinality as x (phrase, ordinality)`.execute(db)
  await sql`create unlogged table bench_plan as
    select i, talk_n, row_number() over (partition by talk_n order by i) as sequence
    from (select i, floor((select count(*) from bench_talks) * power(random(), 2))::int as talk_n
      from generate_series(1, ${sql.lit(messages)}) i) x`.execute(db)
  await sql`analyze bench_phrases, bench_plan`.execute(db)
  const indexes = await dropIndexes(db, 'messages')
  const [phrase, other] = [
    sql`(i * 7919::bigint) % ${sql.lit(phraseCount)}`,
    sql`(i * 104729::bigint + i / 20000) % ${sql.lit(phraseCount)}`,
  ]
  // Every third message is ours; one in ten names a number that hardly another does.
  const insert = sql`insert into messages (id, conversation_id, sequence, store_id, direction, kind, channel, body, staff_id, contact_point_id, store_number_id,
      client_id, provider_message_id, status, created_at)
    select uuidv7(created_at - now()), t.id, sequence, s.id, case when ours then 'out' else 'in' end, 'text', 'sms',
      a.phrase || ' ' || b.phrase || case when i % 10 = 0 then ' ' || 1000 + (i * 31::bigint) % 200000 else '' end,
      case when ours then f.id end, t.contact_point_id, s.number_id, case when ours then gen_random_uuid() end, 'SM' || md5(i::text),
      case when ours then 'delivered' else 'received' end, created_at
    from (select *, i % 3 = 0 as ours,
        now() - ${sql.lit(`${years} years`)}::interval * (1 - i / ${sql.lit(messages + 1)}::float8) as created_at
      from bench_plan order by i) m
    join bench_talks t on t.n = m.talk_n
    join bench_stores s on s.n = t.store_n
    join bench_staff f on f.store_n = t.store_n and f.place = t.mine_place
    join bench_phrases a on a.n = ${phrase}
    join bench_phrases b on b.n = ${other}`
  await step('messages', () => insert.execute(db))
  for (const index of indexes)
    await step(/\w+_\w+/.exec(index)?.[0] ?? index, () => sql.raw(index).execute(db))
  await sql`analyze messages`.execute(db)
}

/** @returns the statements that make them again */
export async function dropIndexes(db: Database, table: string): Promise<string[]> {
  const { rows: keys } = await sql<{ name: string; definition: string }>`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = ${table}::regclass and contype in ('p', 'u')`.execute(
    db,
  )
  for (const { name } of keys)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(db)
  const { rows } = await sql<{ name: string; definition: string }>`
    select indexname as name, indexdef as definition from pg_indexes where schemaname = 'public' and tablename = ${table}`.execute(
    db,
  )
  for (const { name } of rows) await sql`drop index ${sql.table(name)}`.execute(db)
  return [
    ...keys.map(({ name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
    ...rows.map(row => row.definition),
  ]
}

/** Conversations as their messages leave them: top of both inboxes, awaiting when the customer wrote last, unread when that was lately. */
export async function seedInboxes(db: Database): Promise<void> {
  // All messages are read once: in the order of the table, not of an index.
  await sql`set enable_indexscan = off`.execute(db)
  await sql`insert into conversations (id, store_id, customer_id, contact_point_id, channel, active, archive_at, archived_at, archive_reason, last_sequence,
      last_message_at, last_inbound_at, preview, preview_by, preview_staff_id, awaiting_since, created_at)
    select t.id, s.id, t.customer_id, t.contact_point_id, 'sms', m.created_at > now() - interval '120 days', m.created_at + interval '120 days',
      case when m.created_at <= now() - interval '120 days' then m.created_at + interval '120 days' end,
      case when m.created_at <= now() - interval '120 days' then 'quiet' end,
      m.sequence, m.created_at, m.created_at, left(m.body, 200), case when m.direction = 'in' then 'customer' else 'staff' end, m.staff_id,
      case when m.direction = 'in' and m.created_at > now() - interval '120 days' then m.created_at end, m.created_at
    from (select distinct on (conversation_id) conversation_id, sequence, created_at, body, direction, staff_id
      from messages order by conversation_id, sequence desc) m
    join bench_talks t on t.id = m.conversation_id join bench_stores s on s.n = t.store_n`.execute(db)
  await sql`insert into customer_stores (store_id, customer_id, since, last_contact_at)
    select store_id, customer_id, created_at, last_message_at from conversations`.execute(db)
  await sql`insert into customer_names (customer_id, store_id, search_name)
    select customer_id, store_id, search_name from customer_stores k join customers c on c.id = k.customer_id`.execute(
    db,
  )
  // The one who wrote, and now and then a colleague.
  await sql`insert into conversation_members (staff_id, conversation_id, store_id, last_message_at, active, awaiting)
    select f.id, c.id, c.store_id, c.last_message_at, c.active, c.awaiting_since is not null
    from conversations c join bench_talks t on t.id = c.id
    join bench_staff f on f.store_n = t.store_n and (f.place = t.mine_place or (t.n % 4 = 0 and f.place = 1 + t.mine_place % 10))`.execute(
    db,
  )
  await sql`insert into unread_conversations (staff_id, conversation_id, store_id, mine, count, first_sequence, last_message_at)
    select f.id, c.id, c.store_id, m.staff_id is not null, 1, c.last_sequence, c.last_message_at
    from conversations c join bench_stores s on s.id = c.store_id join bench_staff f on f.store_n = s.n
    left join conversation_members m on m.conversation_id = c.id and m.staff_id = f.id
    where c.preview_by = 'customer' and c.last_message_at > now() - interval '2 days'`.execute(db)
}
