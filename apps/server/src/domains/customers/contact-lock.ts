import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

// Locks are few, whatever the number of keys: PostgreSQL's table of locks is shared by everyone.
const drawers = 256
const space = 7306

/**
 * Holds these phones, emails and external ids until the transaction ends, so that two who meet the same new person at
 * the same moment do not make them twice. Always taken in the same order, and before anything is written.
 */
export async function lockContacts(ctx: Pick<Ctx, 'tx'>, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    select pg_advisory_xact_lock(${sql.lit(space)}, drawer) from (
      select distinct abs(hashtext(key) % ${sql.lit(drawers)}) as drawer from unnest(${[...keys]}::text[]) key order by 1
    ) held`.execute(ctx.tx)
}
