import { sql } from 'kysely'
import type { World } from '../../../test/world.ts'

/** Where a merge leaves a record, or what changes with every change: not part of what an undo brings back. */
const apart = new Set([
  'events',
  'customer_views',
  'audit_entries',
  'merges',
  'merge_rows',
  'consent_entries',
  'consent_heads',
  'consent_states',
  'follower_cursors',
  'migrations',
  'auth_sessions',
  'api_keys',
])

/** Every row of every table, as text; of the ledger the states that it adds up to, for its entries are never taken back. */
export async function imageOf(world: Pick<World, 'db'>): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(
    world.db,
  )
  const image: Record<string, string[]> = {}
  for (const { name } of tables) {
    if (apart.has(name)) continue
    const { rows } = await sql<{ row: string }>`
      select (to_jsonb(t) - array['version', 'updated_at'])::text as row from ${sql.table(name)} t order by 1`.execute(
      world.db,
    )
    image[name] = rows.map(one => one.row)
  }
  const { rows: states } = await sql<{ row: string }>`
    select contact_point_id || ' ' || store_id || ' ' || channel || ' ' || state as row from consent_states where state <> 'none'
    union all select contact_point_id || ' stopped everywhere' from consent_heads where stopped_everywhere_at is not null order by 1`.execute(
    world.db,
  )
  image['consent, as it stands'] = states.map(one => one.row)
  return image
}

export const differences = (before: Record<string, string[]>, after: Record<string, string[]>) =>
  Object.fromEntries(
    Object.keys(before).flatMap(name => {
      const [was, is] = [new Set(before[name]), new Set(after[name])]
      const gone = (before[name] ?? []).filter(row => !is.has(row))
      const made = (after[name] ?? []).filter(row => !was.has(row))
      return gone.length + made.length > 0 ? [[name, { gone, made }]] : []
    }),
  )
