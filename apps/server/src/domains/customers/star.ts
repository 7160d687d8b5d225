import type { StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { notFound } from '../../platform/refusal.ts'

/** Stars or unstars a customer, for this person alone. */
export async function setStar(
  ctx: StaffCtx,
  input: { customerId: string; starred: boolean },
): Promise<{ starred: boolean }> {
  const { viewer } = ctx
  const store = await ctx.tx
    .selectFrom('customer_stores')
    .select('store_id')
    .where('customer_id', '=', input.customerId)
    .where(
      'store_id',
      'in',
      viewer.storeIds.length > 0 ? [...viewer.storeIds] : ['00000000-0000-0000-0000-000000000000'],
    )
    .executeTakeFirst()
  if (!store) throw notFound()
  if (input.starred) {
    await ctx.tx
      .insertInto('customer_stars')
      .values({ staff_id: viewer.staffId, customer_id: input.customerId, at: ctx.clock.now() })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  } else {
    await ctx.tx
      .deleteFrom('customer_stars')
      .where('staff_id', '=', viewer.staffId)
      .where('customer_id', '=', input.customerId)
      .execute()
  }
  await publish(
    ctx,
    'customer.changed',
    { storeId: store.store_id, customerId: input.customerId, staffId: viewer.staffId },
    { what: 'starred' },
  )
  return { starred: input.starred }
}
