import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { LockedCart } from './lock.ts'

/** Nobody else promises what this cart is made of until the transaction ends. Everyone takes the places in one order. */
export async function holdStock(ctx: Ctx, cart: Pick<LockedCart, 'id' | 'storeId'>): Promise<void> {
  await sql`
    select from stock k where k.variant_id in (select variant_id from cart_items where cart_id = ${cart.id})
      and (k.store_id = ${cart.storeId} or k.store_id is null)
    order by k.variant_id, k.store_id nulls last for update`.execute(ctx.tx)
}

/** What is in the cart is kept for it until its day ends (CRT-9). The stock must be held, and looked at, before. */
export async function reserve(ctx: Ctx, cart: Pick<LockedCart, 'id' | 'storeId'>): Promise<void> {
  await ctx.tx.deleteFrom('stock_reservations').where('cart_id', '=', cart.id).execute()
  await sql`
    insert into stock_reservations (cart_id, variant_id, store_id, quantity)
    select cart_id, variant_id, case when fulfilment = 'in_store' then ${cart.storeId}::uuid end, quantity
    from cart_items where cart_id = ${cart.id}`.execute(ctx.tx)
}
