import type { MergeChoice, MergeField } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { keepOutcome, keepRows, type MergeLog, restoreColumns } from './merge-log.ts'

/** The column of each field that is taken from one of the two. */
export const columnOf: Record<MergeField, string> = {
  firstName: 'first_name',
  lastName: 'last_name',
  pronoun: 'pronoun',
  language: 'language',
  country: 'country',
  region: 'region',
  city: 'city',
  timeZone: 'time_zone',
  birthday: 'birthday',
  externalId: 'external_id',
  assignedTo: 'assigned_staff_id',
  homeStore: 'home_store_id',
}
/** Taken together from both; where both say something, the survivor's counts. */
const joined = ['tags', 'sizes', 'attributes']
const all = [...Object.values(columnOf), ...joined]

/** Fields as they were chosen; tags, sizes and extended attributes of both. Each of the two counts as changed. */
export async function mergeFields(
  ctx: Ctx,
  log: MergeLog,
  choices: Record<MergeField, MergeChoice>,
): Promise<void> {
  const { survivorId, absorbedId } = log
  const now = ctx.clock.now()
  await keepRows(ctx, log, 'customers', ['id'], sql`t.id = any(${[survivorId, absorbedId]}::uuid[])`)
  const taken = Object.entries(choices).filter(([, choice]) => choice === 'absorbed')
  const absorbed = await sql<{
    row: object
  }>`select to_jsonb(c) as row from customers c where id = ${absorbedId}`.execute(ctx.tx)
  // The absorbed's external id is free before the survivor has it.
  const externalId = choices.externalId === 'absorbed' ? sql`null` : sql`external_id`
  await sql`update customers set merged_into = ${survivorId}, external_id = ${externalId}, version = version + 1, updated_at = ${now}
    where id = ${absorbedId}`.execute(ctx.tx)
  const sets = taken.map(([field]) => {
    const column = sql.ref(columnOf[field as MergeField])
    return sql`${column} = a.${column},`
  })
  await sql`
    update customers s set ${sql.join(sets, sql` `)}
      tags = s.tags || array(select t from unnest(a.tags) t where lower(t) <> all(array(select lower(x) from unnest(s.tags) x))),
      sizes = a.sizes || s.sizes, attributes = a.attributes || s.attributes, version = s.version + 1, updated_at = ${now}
    from jsonb_populate_record(null::customers, ${JSON.stringify(absorbed.rows[0]?.row)}::jsonb) a where s.id = ${survivorId}`.execute(
    ctx.tx,
  )
  await keepOutcome(ctx, log, 'customers', ['id'])
}

/** Fields that nobody changed since the merge are as before it. */
export async function unmergeFields(ctx: Ctx, log: MergeLog): Promise<void> {
  const now = ctx.clock.now()
  await restoreColumns(ctx, log, 'customers', ['id'], all, { id: log.survivorId })
  await restoreColumns(ctx, log, 'customers', ['id'], ['external_id', 'merged_into'], { id: log.absorbedId })
  await sql`update customers set version = version + 1, updated_at = ${now} where id = any(${[log.survivorId, log.absorbedId]}::uuid[])`.execute(
    ctx.tx,
  )
}
