import type { EventData } from '@rapport/contract'
import { sql } from 'kysely'
import { type Ctx, mustSeeStore, type Reading, type Viewer } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { notFound } from '../../platform/refusal.ts'

/** @throws Refusal NOT_FOUND when the store is not the viewer's, or does not know the customer */
export async function mustKnow(
  reading: Pick<Reading, 'tx'> & { viewer: Viewer },
  { storeId, customerId }: { storeId: string; customerId: string },
): Promise<void> {
  mustSeeStore(reading.viewer, storeId)
  const known = await reading.tx
    .selectFrom('customer_stores')
    .select('customer_id')
    .where('store_id', '=', storeId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  if (!known) throw notFound()
}

/** One of the viewer's stores that knows the customer; undefined when none does. */
export async function storeOfMine(
  reading: Pick<Reading, 'tx'> & { viewer: Viewer },
  customerId: string,
): Promise<string | undefined> {
  const row = await reading.tx
    .selectFrom('customer_stores')
    .select('store_id')
    .where('customer_id', '=', customerId)
    .where(({ eb, val }) => eb('store_id', '=', eb.fn.any(val([...reading.viewer.storeIds]))))
    .orderBy('since')
    .orderBy('store_id')
    .executeTakeFirst()
  return row?.store_id
}

/**
 * Nobody else changes these customers until this transaction ends. Locked in the order of their ids, and so that others
 * may still refer to them (a message that comes in must not wait).
 */
export async function lockCustomers(ctx: Pick<Ctx, 'tx'>, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  await sql`select from customers where id = any(${[...customerIds]}::uuid[]) order by id for no key update`.execute(
    ctx.tx,
  )
}

/** The profile has changed: whoever holds an older version must look again. @returns the new version */
export async function touchCustomer(ctx: Ctx, customerId: string): Promise<number> {
  const { version } = await ctx.tx
    .updateTable('customers')
    .set(({ eb }) => ({ version: eb('version', '+', 1), updated_at: ctx.clock.now() }))
    .where('id', '=', customerId)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

/** Tells every store that knows the customer; each has its own screens. */
export async function tellStores(
  ctx: Ctx,
  customerId: string,
  what: EventData['customer.changed']['what'],
): Promise<void> {
  const stores = await ctx.tx
    .selectFrom('customer_stores')
    .select('store_id')
    .where('customer_id', '=', customerId)
    .orderBy('store_id')
    .execute()
  const staffId = ctx.actor.kind === 'staff' ? ctx.actor.staffId : null
  for (const { store_id } of stores)
    await publish(ctx, 'customer.changed', { storeId: store_id, customerId, staffId }, { what })
}
