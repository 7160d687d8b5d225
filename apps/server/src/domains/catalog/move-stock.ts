import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** So many of a variant at a store, or (null) in the warehouse. */
export type InPlace = { variantId: string; storeId: string | null; quantity: number }

const given = (goods: readonly InPlace[]) =>
  sql`json_to_recordset(${JSON.stringify(goods)}::json) as g ("variantId" uuid, "storeId" uuid, quantity int)`

/**
 * What is there of these goods, held against imports and other sales until the transaction ends.
 * @returns in the order asked for
 */
export async function holdStock(ctx: Ctx, goods: readonly InPlace[]): Promise<number[]> {
  const { rows } = await sql<{ variant_id: string; store_id: string | null; quantity: number }>`
    select k.variant_id, k.store_id, k.quantity from ${given(goods)}
    join stock k on k.variant_id = g."variantId" and k.store_id is not distinct from g."storeId"
    order by k.variant_id, k.store_id nulls last for update of k`.execute(ctx.tx)
  return goods.map(
    one => rows.find(row => row.variant_id === one.variantId && row.store_id === one.storeId)?.quantity ?? 0,
  )
}

/**
 * Takes goods out of stock (`out`) or puts them back (`in`). Counts that were made before this are older than it, and
 * change nothing any more. Hold the stock before.
 */
export async function moveStock(ctx: Ctx, way: 'in' | 'out', goods: readonly InPlace[]): Promise<void> {
  if (goods.length === 0) return
  await sql`
    insert into stock as s (variant_id, store_id, quantity, version)
    select "variantId", "storeId", ${sql.lit(way === 'in' ? 1 : -1)} * quantity, ${ctx.clock.now()} from ${given(goods)}
    order by "variantId", "storeId" nulls last
    on conflict (variant_id, store_id) do update set quantity = s.quantity + excluded.quantity,
      version = greatest(s.version + interval '1 millisecond', excluded.version)`.execute(ctx.tx)
}
