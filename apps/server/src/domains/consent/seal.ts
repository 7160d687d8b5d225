import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** What a seal signs: the previous digest and every head that changed since, in order. */
export function sealDigest(
  previous: Buffer,
  heads: Iterable<{ contactPointId: string; seq: number; hash: Buffer }>,
): Buffer {
  const digest = createHash('sha256').update(previous)
  for (const head of heads) digest.update(`${head.contactPointId} ${head.seq} ${head.hash.toString('hex')}\n`)
  return digest.digest()
}

/**
 * Seals the heads of all chains that changed since the last seal in one digest (CON-1). Once a day is enough;
 * calling it again seals what is new. A chain that is later cut off or dropped no longer matches its seal.
 * @returns the number of heads sealed
 */
export async function sealLedger(ctx: Ctx): Promise<number> {
  await sql`select pg_advisory_xact_lock(7302)`.execute(ctx.tx)
  const now = ctx.clock.now()
  const { rows } = await sql<{ contactPointId: string; seq: number; hash: Buffer }>`
    update consent_heads set sealed = true where not sealed
    returning contact_point_id as "contactPointId", seq, hash`.execute(ctx.tx)
  if (rows.length === 0) return 0
  rows.sort((a, b) => (a.contactPointId < b.contactPointId ? -1 : 1))
  const last = await ctx.tx
    .selectFrom('consent_seals')
    .select(['number', 'digest'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const previous = last?.digest ?? Buffer.alloc(32)
  const number = (last?.number ?? 0) + 1
  await ctx.tx
    .insertInto('consent_seals')
    .values({
      number,
      day: now.toISOString().slice(0, 10),
      sealed_at: now,
      heads: rows.length,
      previous_digest: previous,
      digest: sealDigest(previous, rows),
    })
    .execute()
  for (let start = 0; start < rows.length; start += 1000) {
    await ctx.tx
      .insertInto('consent_seal_heads')
      .values(
        rows
          .slice(start, start + 1000)
          .map(row => ({ seal: number, contact_point_id: row.contactPointId, seq: row.seq, hash: row.hash })),
      )
      .execute()
  }
  ctx.log.info({ seal: number, heads: rows.length }, 'consent ledger sealed')
  return rows.length
}
