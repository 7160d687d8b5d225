import { sql } from 'kysely'
import type { Ctx } from '../context.ts'

// Locks are few, whatever the number of keys: PostgreSQL's table of locks is shared by everyone.
const drawers = 256

/**
 * Holds these keys until the transaction ends. Always taken in the same order, so that two who hold several do not wait
 * for each other. `space` is whose keys they are.
 */
export async function lockKeys(
  { tx }: Pick<Ctx, 'tx'>,
  space: number,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return
  await sql`
    select pg_advisory_xact_lock(${sql.lit(space)}, drawer) from (
      select distinct abs(hashtext(key) % ${sql.lit(drawers)}) as drawer from unnest(${[...keys]}::text[]) key order by 1
    ) held`.execute(tx)
}
