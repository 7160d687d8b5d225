import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import type { World } from '../../../test/world.ts'

/** Where any of these words is found: in every column of every table, and in every file under the data folder. */
export async function tracesOf(
  world: Pick<World, 'db' | 'config'>,
  words: readonly string[],
): Promise<string[]> {
  const found: string[] = []
  const { rows: columns } = await sql<{ table: string; column: string; type: string }>`
    select c.table_schema || '.' || quote_ident(c.table_name) as table, c.column_name as column, c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`.execute(
    world.db,
  )
  for (const { table, column, type } of columns) {
    const text = type === 'bytea' ? sql`encode(${sql.ref(column)}, 'escape')` : sql`${sql.ref(column)}::text`
    const wanted = type === 'bytea' ? sql`encode(convert_to(w, 'UTF8'), 'escape')` : sql`w`
    const { rows } = await sql<{ w: string; n: number }>`
      select w, count(*)::int as n from ${sql.raw(table)}, unnest(${[...words]}::text[]) w where position(lower(${wanted}) in lower(${text})) > 0 group by w`.execute(
      world.db,
    )
    for (const { w, n } of rows) found.push(`«${w}» in ${table}.${column}, ${n} times`)
  }
  for (const file of await readdir(world.config.DATA_DIR, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const body = (await readFile(path.join(file.parentPath, file.name))).toString('latin1').toLowerCase()
    for (const word of words)
      if (body.includes(Buffer.from(word).toString('latin1').toLowerCase()))
        found.push(`«${word}» in the file ${file.name}`)
  }
  return found
}

/** Tables with a column that leads to a person, as the schema says it. */
export async function tablesThatName(world: Pick<World, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema = 'public' and (c.column_name ~ '(^|_)(customer|contact_point|conversation|message|note|order|return|merge|cart|payment|receipt)_id$'
      or c.column_name in ('survivor_id', 'absorbed_id', 'first_id', 'second_id'))
    union
    select distinct r.relname from pg_constraint k join pg_class r on r.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and f.relname in ('customers', 'contact_points', 'conversations', 'messages', 'orders', 'order_returns', 'customer_notes', 'merges', 'duplicate_candidates')
    union select unnest(array['customers', 'orders', 'conversations', 'messages', 'contact_points']) order by 1`.execute(
    world.db,
  )
  return rows.map(row => row.name)
}
