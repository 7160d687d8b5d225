import type { Cart, Fulfilment } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { notFound } from '../../platform/refusal.ts'
import { readSellingSettings } from '../pricing/index.ts'
import { sellable } from './add-item.ts'
import { mayBeHandedOver } from './cart.ts'
import { answer, changed, standingNow } from './change.ts'
import { closeCart } from './close.ts'
import { lockOwnCart } from './lock.ts'
import { allShipped } from './refusals.ts'

const mostOfOne = 999

type Input = {
  cartId: string
  itemId: string
  quantity?: number | undefined
  fulfilment?: Fulfilment | undefined
  variantId?: string | undefined
  acceptPrice?: true | undefined
}

/**
 * Changes how many, where from or which variant, or takes the price of now. Another item that it becomes the same as is
 * added to it.
 * @throws Refusal NOT_FOUND, CART_CLOSED, NOT_SOLD_HERE, ALL_SHIPPED
 */
export async function changeItem(ctx: StaffCtx, input: Input): Promise<Cart> {
  const cart = await lockOwnCart(ctx, input.cartId)
  const items = await ctx.tx.selectFrom('cart_items').selectAll().where('cart_id', '=', cart.id).execute()
  const item = items.find(one => one.id === input.itemId)
  if (!item) throw notFound()
  const { mixedCarts } = await readSellingSettings(ctx)
  if (input.fulfilment === 'in_store' && !mayBeHandedOver({ kind: cart.kind, mixedCarts })) throw allShipped()
  const other = input.variantId !== undefined && input.variantId !== item.variant_id
  const price =
    other || input.acceptPrice ? await sellable(ctx, cart, input.variantId ?? item.variant_id) : null
  const after = {
    variant_id: input.variantId ?? item.variant_id,
    fulfilment: input.fulfilment ?? item.fulfilment,
    quantity: input.quantity ?? item.quantity,
    unit_price_minor: price?.unitPriceMinor ?? item.unit_price_minor,
    tax_included: price?.taxIncluded ?? item.tax_included,
  }
  const same = items.find(
    one => one.id !== item.id && one.variant_id === after.variant_id && one.fulfilment === after.fulfilment,
  )
  if (same) {
    after.quantity = Math.min(mostOfOne, after.quantity + same.quantity)
    await ctx.tx.deleteFrom('cart_items').where('id', '=', same.id).execute()
  }
  const differs = (Object.keys(after) as (keyof typeof after)[]).some(name => after[name] !== item[name])
  if (!differs) return answer(await standingNow(ctx, cart.id))
  await ctx.tx.updateTable('cart_items').set(after).where('id', '=', item.id).execute()
  return answer(
    await changed(ctx, cart, {
      history: 'item_changed',
      what: 'items',
      data: {
        itemId: item.id,
        variantId: after.variant_id,
        quantity: after.quantity,
        fulfilment: after.fulfilment,
        unitPriceMinor: after.unit_price_minor,
      },
    }),
  )
}

/**
 * Takes an item out; one that is out already stays out. The last one empties the cart (CRT-8).
 * @throws Refusal NOT_FOUND, CART_CLOSED
 */
export async function removeItem(ctx: StaffCtx, input: { cartId: string; itemId: string }): Promise<Cart> {
  const cart = await lockOwnCart(ctx, input.cartId)
  const removed = await ctx.tx
    .deleteFrom('cart_items')
    .where('cart_id', '=', cart.id)
    .where('id', '=', input.itemId)
    .returning(['id', 'variant_id', 'quantity'])
    .executeTakeFirst()
  if (!removed) return answer(await standingNow(ctx, cart.id))
  const standing = await changed(ctx, cart, {
    history: 'item_removed',
    what: 'items',
    data: { itemId: removed.id, variantId: removed.variant_id, quantity: removed.quantity },
  })
  if (standing.cart.items.length > 0) return answer(standing)
  await closeCart(ctx, { ...cart, version: cart.version + 1, units: removed.quantity }, 'emptied', 'removed')
  return answer(await standingNow(ctx, cart.id))
}
