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

// Who holds more than this needs a ticket; there are few, so that the table of locks does not run full.
const fewKeys = 64
const tickets = 4

/**
 * As `lockKeys`, a lock a key: whoever holds hundreds is in nobody's way who holds others. Many at once are held by few
 * at a time (decision 0017).
 */
export async function lockEachKey(
  ctx: Pick<Ctx, 'tx'>,
  space: number,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return
  if (keys.length > fewKeys) await takeTicket(ctx, space)
  await sql`
    select pg_advisory_xact_lock(hash) from (
      select distinct hashtextextended(key, ${sql.lit(space)}) as hash from unnest(${[...keys]}::text[]) key order by 1
    ) held`.execute(ctx.tx)
}

async function takeTicket({ tx }: Pick<Ctx, 'tx'>, space: number): Promise<void> {
  const { rows } = await sql`
    select from generate_series(1, ${sql.lit(tickets)}) ticket where pg_try_advisory_xact_lock(${sql.lit(space)}, ticket) limit 1`.execute(
    tx,
  )
  if (rows.length > 0) return
  const any = 1 + Math.floor(Math.random() * tickets)
  await sql`select pg_advisory_xact_lock(${sql.lit(space)}, ${any}::int)`.execute(tx)
}
