import type { SellingSettings } from '@rapport/contract'
import type { Ctx, Reading } from '../../platform/context.ts'
import { changed, lockSelling } from './changed.ts'

/** How the business sells from a distance. */
export async function readSellingSettings(reading: Pick<Reading, 'tx'>): Promise<SellingSettings> {
  const row = await reading.tx.selectFrom('selling_settings').selectAll().executeTakeFirstOrThrow()
  return {
    mixedCarts: row.mixed_carts,
    customerChoosesDelivery: row.customer_chooses_delivery,
    reserveStock: row.reserve_stock,
    refundStrays: row.refund_strays,
  }
}

/** Changes how the business sells; holds from the next cart, share or payment on. */
export async function saveSellingSettings(
  ctx: Ctx,
  change: { [Setting in keyof SellingSettings]?: boolean | undefined },
): Promise<SellingSettings> {
  await lockSelling(ctx)
  const before = await readSellingSettings(ctx)
  const after = {
    mixedCarts: change.mixedCarts ?? before.mixedCarts,
    customerChoosesDelivery: change.customerChoosesDelivery ?? before.customerChoosesDelivery,
    reserveStock: change.reserveStock ?? before.reserveStock,
    refundStrays: change.refundStrays ?? before.refundStrays,
  }
  await ctx.tx
    .updateTable('selling_settings')
    .set({
      mixed_carts: after.mixedCarts,
      customer_chooses_delivery: after.customerChoosesDelivery,
      reserve_stock: after.reserveStock,
      refund_strays: after.refundStrays,
    })
    .execute()
  await changed(ctx, 'selling.changed', { subject: 'selling', before, after })
  return after
}
