import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { CartContent, LockedCart } from '../carts/index.ts'
import { holdStock, type InPlace, moveStock } from '../catalog/index.ts'

/**
 * Takes what is paid for out of stock: in the store what is handed over, from the warehouse what is shipped. What was
 * kept for this cart is its own; else what other carts were promised is not there (CRT-9).
 * @returns false, and takes nothing, when some of it is not there
 */
export async function takeGoods(ctx: Ctx, cart: LockedCart, content: CartContent): Promise<boolean> {
  const goods = goodsOf(content, cart.storeId)
  const there = await holdStock(ctx, goods)
  const promised = await promises(ctx, goods)
  const short = goods.some((one, n) => {
    const mine = sum(promised, one, row => row.cart_id === cart.id)
    const others = sum(promised, one, row => row.cart_id !== cart.id)
    const left = (there[n] ?? 0) - (mine >= one.quantity ? 0 : others)
    return left < one.quantity
  })
  if (short) return false
  await moveStock(ctx, 'out', goods)
  return true
}

/** Each variant once a place. */
function goodsOf(content: CartContent, storeId: string): InPlace[] {
  const goods = new Map<string, InPlace>()
  for (const { variantId, fulfilment, quantity } of content.items) {
    const at = fulfilment === 'in_store' ? storeId : null
    const key = `${variantId} ${at}`
    goods.set(key, { variantId, storeId: at, quantity: quantity + (goods.get(key)?.quantity ?? 0) })
  }
  return [...goods.values()]
}

type Promised = { cart_id: string; variant_id: string; store_id: string | null; quantity: number }

/** What carts were promised whose day is not over. */
async function promises({ tx, clock }: Ctx, goods: readonly InPlace[]): Promise<Promised[]> {
  const { rows } = await sql<Promised>`
    select n.cart_id, n.variant_id, n.store_id, n.quantity from stock_reservations n
    join carts c on c.id = n.cart_id join stores t on t.id = c.store_id
    where n.variant_id = any(${goods.map(one => one.variantId)}::uuid[]) and end_of_day(c.day, t.time_zone) > ${clock.now()}`.execute(
    tx,
  )
  return rows
}

const sum = (rows: readonly Promised[], goods: InPlace, of: (row: Promised) => boolean) =>
  rows
    .filter(row => row.variant_id === goods.variantId && row.store_id === goods.storeId && of(row))
    .reduce((all, row) => all + row.quantity, 0)
