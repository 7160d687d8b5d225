import type { ReturnKind } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { idOf } from '../../platform/new-id.ts'
import { holdProfiles, lockContacts } from '../customers/index.ts'
import { refreshFigures } from './figures.ts'
import { keyOf } from './given.ts'

export type NewReturn = {
  /** What it is called where it was made: the same twice is one. */
  externalId: string
  kind: Exclude<ReturnKind, 'exchange'>
  at: Date
  reason: string | null
  amountMinor: number
  lines: readonly { lineId: string; quantity: number }[]
}
type Held = {
  id: string
  source: string
  external_id: string
  customer_id: string | null
  store_id: string | null
}

/**
 * Writes down that something of an order came back; figures and whoever watches follow. Twice is once.
 * @returns whether it was not there before
 */
export async function addReturn(ctx: Ctx, orderId: string, given: NewReturn): Promise<boolean> {
  const order = await holdOrder(ctx, orderId)
  const id = idOf(orderId, 'return of ours', given.externalId)
  const added = await ctx.tx
    .insertInto('order_returns')
    .values({
      id,
      order_id: orderId,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from order_returns where order_id = ${orderId})`,
      external_id: given.externalId,
      kind: given.kind,
      at: given.at,
      reason: given.reason,
      amount_minor: given.amountMinor,
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  if (given.lines.length > 0)
    await ctx.tx
      .insertInto('order_return_lines')
      .values(
        given.lines.map(({ lineId, quantity }, n) => ({
          return_id: id,
          position: n + 1,
          order_line_id: lineId,
          quantity,
        })),
      )
      .execute()
  await follow(ctx, order)
  return true
}

/** Takes back a return that was none after all. @returns whether there was one */
export async function strikeReturn(ctx: Ctx, orderId: string, externalId: string): Promise<boolean> {
  const order = await holdOrder(ctx, orderId)
  const id = idOf(orderId, 'return of ours', externalId)
  await ctx.tx.deleteFrom('order_return_lines').where('return_id', '=', id).execute()
  const struck = await ctx.tx
    .deleteFrom('order_returns')
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!struck) return false
  await follow(ctx, order)
  return true
}

/** The order against another version of it, then its customer, whose figures follow. */
export async function holdOrder(ctx: Ctx, orderId: string): Promise<Held> {
  const read = () =>
    ctx.tx
      .selectFrom('orders')
      .select(['id', 'source', 'external_id', 'customer_id', 'store_id'])
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow()
  const before = await read()
  await lockContacts(ctx, [`order ${keyOf({ source: before.source, externalId: before.external_id })}`])
  await holdProfiles(ctx, before.customer_id ? [before.customer_id] : [])
  const now = await read()
  // Merged while we waited: then the figures are the survivor's.
  if (now.customer_id && now.customer_id !== before.customer_id) await holdProfiles(ctx, [now.customer_id])
  return now
}

/** The order's own sums, its version, the customer's figures, and who watches. */
async function follow(ctx: Ctx, order: Held): Promise<void> {
  await sql`
    update orders o set
      returned_minor = least(o.total_minor, (select coalesce(sum(amount_minor), 0) from order_returns where order_id = o.id)),
      returned_units = least(o.units, (select coalesce(sum(b.quantity), 0) from order_returns r
        join order_return_lines b on b.return_id = r.id where r.order_id = o.id and r.kind = 'return')),
      version = greatest(o.version + interval '1 millisecond', ${ctx.clock.now()})
    where o.id = ${order.id}`.execute(ctx.tx)
  if (order.customer_id) await refreshFigures(ctx, [order.customer_id])
  await publish(
    ctx,
    'order.recorded',
    { storeId: order.store_id, customerId: order.customer_id },
    { orderId: order.id, outcome: 'updated' },
  )
}
