import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** A merge under way: every row that it touches is written down, so that it can be taken apart again (CUS-7). */
export type MergeLog = { mergeId: string; survivorId: string; absorbedId: string }

/** Rows that belong to a customer by one column, and are moved by changing it. */
export type Move = {
  table: string
  /** The primary key without the customer. */
  key: readonly string[]
  column: string
  /** Where the survivor has one alike, the absorbed's stays behind, unseen: nothing is lost, and the undo need not guess. */
  alike?: readonly string[]
  /** As what it is written down, where the table is written down for another reason too. */
  name?: string
}

const listed = (parts: RawBuilder<unknown>[], between = ', ') => sql.join(parts, sql.raw(between))
const keyOf = (alias: string, columns: readonly string[]) =>
  sql`jsonb_build_object(${listed(columns.flatMap(name => [sql.lit(name), sql.ref(`${alias}.${name}`)]))})`
const nextNumber = (mergeId: string) =>
  sql`(select coalesce(max(number), 0) from merge_rows where merge_id = ${mergeId}) + row_number() over ()`

/** Gives the absorbed's rows to the survivor, and writes each down. */
export async function moveRows(ctx: Ctx, log: MergeLog, move: Move): Promise<void> {
  const column = sql.ref(move.column)
  const alike = move.alike
    ? sql`and not exists (select from ${sql.table(move.table)} o where o.${column} = ${log.survivorId} and ${listed(
        move.alike.map(name => sql`o.${sql.ref(name)} is not distinct from t.${sql.ref(name)}`),
        ' and ',
      )})`
    : sql``
  await sql`
    with moved as (
      update ${sql.table(move.table)} t set ${column} = ${log.survivorId} where t.${column} = ${log.absorbedId} ${alike}
      returning ${keyOf('t', move.key)} as key)
    insert into merge_rows (merge_id, number, table_name, key, before, after)
    select ${log.mergeId}, ${nextNumber(log.mergeId)}, ${move.name ?? move.table}, key,
      jsonb_build_object(${sql.lit(move.column)}, ${log.absorbedId}::uuid), jsonb_build_object(${sql.lit(move.column)}, ${log.survivorId}::uuid)
    from moved`.execute(ctx.tx)
}

/** Gives back what was moved, as far as it is still the survivor's. */
export async function moveBack(ctx: Ctx, log: MergeLog, move: Move): Promise<void> {
  const column = sql.ref(move.column)
  await sql`
    update ${sql.table(move.table)} t set ${column} = ${log.absorbedId}
    from merge_rows r, jsonb_populate_record(null::${sql.table(move.table)}, r.key) p
    where r.merge_id = ${log.mergeId} and r.table_name = ${move.name ?? move.table} and r.before ? ${move.column} and t.${column} = ${log.survivorId}
      and ${listed(
        move.key.map(name => sql`t.${sql.ref(name)} = p.${sql.ref(name)}`),
        ' and ',
      )}`.execute(ctx.tx)
}

/** Writes down rows as they are, before they are changed or taken away. `what` selects their `to_jsonb`. */
export async function keepRows(
  ctx: Ctx,
  log: MergeLog,
  table: string,
  key: readonly string[],
  where: RawBuilder<unknown>,
  name = table,
): Promise<void> {
  await sql`
    insert into merge_rows (merge_id, number, table_name, key, before)
    select ${log.mergeId}, ${nextNumber(log.mergeId)}, ${name}, ${keyOf('t', key)}, to_jsonb(t) from ${sql.table(table)} t where ${where}`.execute(
    ctx.tx,
  )
}

/** What these rows have become. */
export async function keepOutcome(
  ctx: Ctx,
  log: MergeLog,
  table: string,
  key: readonly string[],
): Promise<void> {
  // By its columns: a key made of each row would have all rows of the table read.
  await sql`
    update merge_rows r set after = now.row from (
      select o.number, to_jsonb(t) as row from merge_rows o, jsonb_populate_record(null::${sql.table(table)}, o.key) p, ${sql.table(table)} t
      where o.merge_id = ${log.mergeId} and o.table_name = ${table}
        and ${listed(
          key.map(name => sql`t.${sql.ref(name)} = p.${sql.ref(name)}`),
          ' and ',
        )}) now
    where r.merge_id = ${log.mergeId} and r.number = now.number`.execute(ctx.tx)
}

/** Rows that the merge made anew. */
export async function keepMade(
  ctx: Ctx,
  log: MergeLog,
  table: string,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into merge_rows (merge_id, number, table_name, key, after)
    select ${log.mergeId}, ${nextNumber(log.mergeId)}, ${table}, key, key from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) key`.execute(
    ctx.tx,
  )
}

/** Puts rows back that were taken away; one that is there again by itself stays. */
export async function putBack(
  ctx: Ctx,
  log: MergeLog,
  table: string,
  where: RawBuilder<unknown> = sql`true`,
): Promise<void> {
  await sql`
    insert into ${sql.table(table)} select p.* from merge_rows r, jsonb_populate_record(null::${sql.table(table)}, r.before) p
    where r.merge_id = ${log.mergeId} and r.table_name = ${table} and r.before is not null and ${where}
    order by r.number on conflict do nothing`.execute(ctx.tx)
}

/**
 * Gives columns back what they were before the merge, each unless it was changed since: then it stays as it is.
 * The row must have been written down by `keepRows`, and its outcome by `keepOutcome`.
 */
export async function restoreColumns(
  ctx: Ctx,
  log: MergeLog,
  table: string,
  key: readonly string[],
  columns: readonly string[],
  rowKey: object,
  always = false,
): Promise<void> {
  const sets = columns.map(
    name => sql`${sql.ref(name)} = case when ${sql.lit(always)} or to_jsonb(t) -> ${sql.lit(name)} is not distinct from r.after -> ${sql.lit(name)}
      then p.${sql.ref(name)} else t.${sql.ref(name)} end`,
  )
  await sql`
    update ${sql.table(table)} t set ${listed(sets)}
    from merge_rows r, jsonb_populate_record(null::${sql.table(table)}, r.before) p
    where r.merge_id = ${log.mergeId} and r.table_name = ${table} and r.key = ${JSON.stringify(rowKey)}::jsonb
      and ${listed(
        key.map(name => sql`t.${sql.ref(name)} = p.${sql.ref(name)}`),
        ' and ',
      )}`.execute(ctx.tx)
}

/** What was written down of a table, in its order. */
export async function rowsOf<Row>(
  ctx: Ctx,
  log: MergeLog,
  name: string,
): Promise<{ key: Record<string, string>; before: Row | null; after: Row | null }[]> {
  const rows = await ctx.tx
    .selectFrom('merge_rows')
    .select(['key', 'before', 'after'])
    .where('merge_id', '=', log.mergeId)
    .where('table_name', '=', name)
    .orderBy('number')
    .execute()
  return rows as never
}
