import { sql } from 'kysely'
import { type Ctx, inTx, type Runtime } from '../../platform/context.ts'
import { closeCart } from './close.ts'
import { lockCart } from './lock.ts'

const batch = 100

/**
 * Closes the carts whose day is over at their store (CRT-1, CRT-8); every minute, by the clockwork. Several processes share
 * the work: what one has locked, another passes over.
 * @returns how many
 */
export async function expireCarts(runtime: Runtime): Promise<number> {
  let expired = 0
  for (;;) {
    const count = await inTx(runtime, { kind: 'system' }, expireSome)
    expired += count
    if (count < batch) return expired
  }
}

async function expireSome(ctx: Ctx): Promise<number> {
  let closed = 0
  for (const id of await due(ctx)) {
    const cart = await lockCart(ctx, id)
    // Somebody may have bought, emptied or moved it while we waited.
    if (!cart || (cart.state !== 'open' && cart.state !== 'saved') || ctx.clock.now() < cart.endsAt) continue
    await closeCart(ctx, cart, 'expired', 'expired')
    closed++
  }
  return closed
}

/**
 * Carts that are over, and whose conversation nobody else holds; both are ours now, the conversation first. By store, for
 * each has its own midnight: what is not over yet is not read.
 */
async function due(ctx: Ctx): Promise<string[]> {
  const now = ctx.clock.now()
  const { rows: over } = await sql<{ id: string; conversation: string | null }>`
    select o.id, (select v.id from conversations v where v.store_id = o.store_id and v.customer_id = o.customer_id) as conversation
    from stores s cross join lateral (
      select c.id, c.store_id, c.customer_id from carts c
      where c.store_id = s.id and c.state in ('open', 'saved') and c.day < (${now}::timestamptz at time zone s.time_zone)::date
        and end_of_day(c.day, s.time_zone) <= ${now}
      order by c.day, c.id limit ${sql.lit(batch)}) o
    limit ${sql.lit(batch)}`.execute(ctx.tx)
  const talks = over.flatMap(one => one.conversation ?? [])
  const { rows: held } = await sql<{ id: string }>`
    select id from conversations where id = any(${talks}::uuid[]) order by id for update skip locked`.execute(
    ctx.tx,
  )
  const mine = new Set(held.map(one => one.id))
  const { rows: carts } = await sql<{ id: string }>`
    select id from carts where id = any(${over.flatMap(one => (one.conversation === null || mine.has(one.conversation) ? one.id : []))}::uuid[])
      and state in ('open', 'saved') order by id for update skip locked`.execute(ctx.tx)
  return carts.map(one => one.id)
}
