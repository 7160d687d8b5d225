import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { holdings } from './holdings.ts'
import type { Person } from './person.ts'

/**
 * Takes the person out of what is kept as it came: answers to repeated calls and messages that found no store are looked
 * through; a file with people in it can spell them in too many ways to be searched, so every one of them goes.
 */
export async function eraseFromFiles(ctx: Ctx, person: Person): Promise<void> {
  const needles = await needlesOf(ctx, person)
  await forgetAnswers(ctx, person, needles)
  await sql`delete from inbound_strays t where ${named(sql`t.payload::text`, needles)}`.execute(ctx.tx)
  await letFilesGo(ctx)
  await renameFiles(ctx, person, needles)
}

/** An answer that names the person, or anything of theirs by its id: what it says of that may name them in no way. */
async function forgetAnswers(ctx: Ctx, person: Person, needles: string[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'`.execute(ctx.tx)
  const ids = new Set([...person.customers, ...person.conversations, ...person.points, ...person.orders])
  for (const { table, of } of holdings.filter(one => rows.some(row => row.name === one.table))) {
    const held = await sql<{
      id: string
    }>`select t.id from ${sql.table(table)} t where ${of(person)}`.execute(ctx.tx)
    for (const { id } of held.rows) ids.add(id)
  }
  await sql`
    delete from idempotency_keys t where ${named(sql`t.answer::text`, needles)} or exists (
      select from regexp_matches(t.answer::text, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') m where m[1] = any(${[...ids]}::text[]))`.execute(
    ctx.tx,
  )
}

/** Now; or, of a run that is under way, when it has ended (`import_jobs_let_go`). */
async function letFilesGo(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ id: string; state: 'done' | 'canceled' | 'failed' | 'queued' | 'running' }>`
    update import_jobs set file_must_go = true, touched_at = ${ctx.clock.now()}
    where file_gone_at is null and kind in ('customers', 'orders') returning id, state`.execute(ctx.tx)
  for (const { id, state } of rows) await publish(ctx, 'import.changed', {}, { importId: id, state })
}

/** What a file was called after them; also long after the file itself has gone. */
async function renameFiles(ctx: Ctx, person: Person, needles: string[]): Promise<void> {
  await sql`
    update import_jobs t set file_name = '…' || coalesce(substring(file_name from '[.][[:alnum:]]{1,8}$'), '')
    where ${named(sql`t.file_name`, needles)} or exists (
      select from customers c where c.id = any(${person.customers}::uuid[]) and length(c.last_name) >= 5
        and position(' ' || plain(c.last_name) || ' ' in regexp_replace(' ' || plain(t.file_name) || ' ', '[^[:alnum:]]+', ' ', 'g')) > 0)`.execute(
    ctx.tx,
  )
  await sql`
    update audit_entries a set subject = j.file_name,
      after = a.after || case when a.after ? 'fileName' then jsonb_build_object('fileName', j.file_name) else '{}' end
    from import_jobs j where a.action in ('import.begun', 'import.started', 'import.canceled')
      and j.id = (a.after ->> 'importId')::uuid and j.file_name like '…%' and a.subject <> j.file_name`.execute(
    ctx.tx,
  )
}

/** Letters and digits only, without their marks and in one case: `+49 171 392` and `0049-171/392` end alike. */
const bare = (words: RawBuilder<unknown>) =>
  sql`regexp_replace(plain(normalize(${words}, nfkc)), '[^[:alnum:]@]', '', 'g')`
const named = (words: RawBuilder<unknown>, needles: string[]) =>
  sql`exists (select from (select ${bare(words)} as all_of_it) h, unnest(${needles}::text[]) needle where position(needle in h.all_of_it) > 0)`

/** By address, external id and full name. A phone by its last eight digits, which also countries have that have no more. */
async function needlesOf(ctx: Ctx, person: Person): Promise<string[]> {
  const { rows } = await sql<{ needle: string }>`
    select ${bare(sql`word`)} as needle from (
      select case when kind = 'email' then value else right(value, 8) end from contact_points
        where id = any(${person.points}::uuid[]) and erased_hash is null
      union select external_id from customers where id = any(${person.customers}::uuid[])
      union select first_name || last_name from customers where id = any(${person.customers}::uuid[]) and last_name <> ''
      union select last_name || first_name from customers where id = any(${person.customers}::uuid[]) and last_name <> ''
      union select external_id from customer_external_ids where customer_id = any(${person.customers}::uuid[])) x (word)
    where word is not null`.execute(ctx.tx)
  // Bytes, for a whole name may be of three characters where each is a syllable.
  return rows.map(row => row.needle).filter(needle => Buffer.byteLength(needle) >= 5)
}
