import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Person } from './person.ts'

/**
 * Takes the person out of what is kept as it came: answers to repeated calls, messages that found no store, import files
 * and their refused records. Looked for by address, external id and full name, as a machine would spell them.
 */
export async function eraseFromFiles(ctx: Ctx, person: Person): Promise<void> {
  const needles = await needlesOf(ctx, person)
  const ids = [...person.customers, ...person.conversations, ...person.points]
  await sql`delete from idempotency_keys t where exists (select from unnest(${ids}::text[]) id where t.answer::text like '%' || id || '%')
    or ${named(sql`convert_to(t.answer::text, 'UTF8')`, needles)}`.execute(ctx.tx)
  await sql`delete from inbound_strays t where ${named(sql`convert_to(t.payload::text, 'UTF8')`, needles)}`.execute(
    ctx.tx,
  )
  await sql`delete from import_refusals t where ${named(sql`convert_to(t.rows::text, 'UTF8')`, needles)}`.execute(
    ctx.tx,
  )
  // A file that is being read goes by itself when it is done; of any other, the samples and the pieces.
  await sql`update import_jobs t set reading = null where state not in ('uploading', 'queued', 'running') and reading is not null and ${named(sql`convert_to(t.reading::text, 'UTF8')`, needles)}`.execute(
    ctx.tx,
  )
  await sql`
    with naming as (
      select distinct c.job_id from import_chunks c join import_jobs j on j.id = c.job_id and j.state not in ('uploading', 'queued', 'running')
        left join import_chunks n on n.job_id = c.job_id and n.place = c.place + 1
      where ${named(sql`c.body || coalesce(substr(n.body, 1, 400), '')`, needles)}),
    gone as (update import_jobs j set file_gone_at = ${ctx.clock.now()} from naming where j.id = naming.job_id and j.file_gone_at is null)
    delete from import_chunks c using naming where c.job_id = naming.job_id`.execute(ctx.tx)
}

/**
 * Letters and digits only, in one case, whatever the bytes are otherwise: `+49 171 392` and `0049-171/392` end alike, also
 * in a file of two bytes a letter.
 */
const bare = (bytes: RawBuilder<unknown>) =>
  sql`regexp_replace(replace(lower(encode(${bytes}, 'escape')), '\\000', ''), '[^0-9a-z@\\\\]', '', 'g')`
const named = (bytes: RawBuilder<unknown>, needles: string[]) =>
  sql`exists (select from (select ${bare(bytes)} as all_of_it) h, unnest(${needles}::text[]) needle where position(needle in h.all_of_it) > 0)`

async function needlesOf(ctx: Ctx, person: Person): Promise<string[]> {
  const { rows } = await sql<{ needle: string }>`
    select ${bare(sql`convert_to(word, 'UTF8')`)} as needle from (
      select case when kind = 'email' then value else right(value, 9) end from contact_points where id = any(${person.points}::uuid[])
      union select external_id from customers where id = any(${person.customers}::uuid[])
      union select first_name || last_name from customers where id = any(${person.customers}::uuid[]) and last_name <> ''
      union select last_name || first_name from customers where id = any(${person.customers}::uuid[]) and last_name <> ''
      union select external_id from customer_external_ids where customer_id = any(${person.customers}::uuid[])) x (word)
    where length(word) >= 5`.execute(ctx.tx)
  return rows.map(row => row.needle).filter(needle => needle.length >= 5)
}
