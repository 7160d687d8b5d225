import type { Approval, Cart } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import { newId } from '../../platform/new-id.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { approveByPin } from '../staff/index.ts'
import { answer, changed, noted, standingNow } from './change.ts'
import { type LockedCart, lockOwnCart } from './lock.ts'
import { approvalNeeded, approvalRefused, cartMovedOn } from './refusals.ts'
import { mayGive, type Standing } from './standing.ts'

type Given = { kind: 'amount' | 'percent'; value: number; reason: string }
type Input = {
  cartId: string
  itemId: string | null
  discount: Given | null
  approval?: Approval | undefined
}
/** A colleague who said yes, and how far they may go. */
type Approver = { staffId: string; limitBp: number | null }

/**
 * Gives a discount on an item or the cart, changes it or takes it back (CRT-4). What gives away more of a line than one's
 * role may needs a colleague's PIN (ACC-3).
 * @returns the cart; or a Refusal of the PIN, which must not be thrown: wrong ones are counted
 * @throws Refusal NOT_FOUND, CART_CLOSED, APPROVAL_NEEDED
 */
export async function setDiscount(ctx: StaffCtx, input: Input): Promise<Cart | Refusal> {
  const cart = await lockOwnCart(ctx, input.cartId)
  const approver = input.approval && (await approve(ctx, cart, input.approval))
  if (approver instanceof Refusal) return approver
  if (input.itemId !== null) await mustHaveItem(ctx, cart, input.itemId)
  const before = await ctx.tx
    .deleteFrom('cart_discounts')
    .where('cart_id', '=', cart.id)
    .where('item_id', 'is not distinct from', input.itemId)
    .returning(['kind', 'value'])
    .executeTakeFirst()
  if (!before && !input.discount) return answer(await standingNow(ctx, cart.id))
  const id = newId()
  if (input.discount)
    await ctx.tx
      .insertInto('cart_discounts')
      .values({
        id,
        cart_id: cart.id,
        item_id: input.itemId,
        ...input.discount,
        given_by: ctx.viewer.staffId,
        created_at: ctx.clock.now(),
      })
      .execute()
  const given = input.discount && { kind: input.discount.kind, value: input.discount.value }
  const standing = await changed(ctx, cart, {
    history: input.discount ? 'discount_set' : 'discount_removed',
    what: 'discounts',
    data: { itemId: input.itemId, ...given },
  })
  await recordAudit(ctx, 'cart.discount', {
    subject: cart.id,
    storeId: cart.storeId,
    before: before && { itemId: input.itemId, ...before },
    after: given && { itemId: input.itemId, ...given },
  })
  return answer(await allow(ctx, cart, standing, approver))
}

/**
 * A colleague approves the discounts as they stand, with their PIN (CRT-4); never more than that.
 * @returns the cart; or a Refusal of the PIN, which must not be thrown
 * @throws Refusal NOT_FOUND, CART_CLOSED, CART_MOVED_ON
 */
export async function approveDiscounts(
  ctx: StaffCtx,
  input: { cartId: string; version: number; approval: Approval },
): Promise<Cart | Refusal> {
  const cart = await lockOwnCart(ctx, input.cartId)
  if (cart.version !== input.version) throw cartMovedOn()
  const approver = await approve(ctx, cart, input.approval)
  if (approver instanceof Refusal) return approver
  const standing = await standingNow(ctx, cart.id)
  return answer(await allow(ctx, cart, standing, approver))
}

const approve = (ctx: StaffCtx, cart: LockedCart, { staffId, pin }: Approval) =>
  approveByPin(ctx, { storeId: cart.storeId, staffId, pin })

/**
 * What is given away of each line now is allowed from here on, by who gives it or by who approves it: that much, not more.
 * @throws Refusal APPROVAL_NEEDED when it is more than the giver may; APPROVAL_REFUSED when it is more than the approver may
 */
async function allow(
  ctx: StaffCtx,
  cart: LockedCart,
  { cart: now, loaded, reckoned }: Standing,
  approver: Approver | undefined,
): Promise<Standing> {
  const shares = new Map(reckoned.lines.map(line => [line.id, line.discountShareBp]))
  const shareOf = (itemId: string) => shares.get(itemId) ?? 0
  const over = now.missing.includes('approval')
  if (over && !approver) throw approvalNeeded()
  if (over && loaded.items.some(item => shareOf(item.id) > mayGive(item, approver?.limitBp ?? null)))
    throw approvalRefused()
  for (const item of loaded.items)
    if (shareOf(item.id) !== item.allowedBp)
      await ctx.tx
        .updateTable('cart_items')
        .set({ allowed_bp: shareOf(item.id) })
        .where('id', '=', item.id)
        .execute()
  if (!over || !approver) return standingNow(ctx, cart.id)
  await ctx.tx
    .updateTable('cart_discounts')
    .set({ approved_by: approver.staffId })
    .where('cart_id', '=', cart.id)
    .execute()
  const most = Math.max(...shares.values())
  await recordAudit(ctx, 'cart.discount_approved', {
    subject: cart.id,
    storeId: cart.storeId,
    after: {
      approvedBy: approver.staffId,
      shareBp: most,
      discountMinor: now.totals.discountMinor,
      currency: now.currency,
    },
  })
  return noted(
    ctx,
    { ...cart, version: now.version },
    {
      history: 'discounts_approved',
      what: 'discounts',
      data: { approvedBy: approver.staffId, shareBp: most },
    },
  )
}

async function mustHaveItem(ctx: StaffCtx, cart: LockedCart, itemId: string): Promise<void> {
  const { rows } = await sql`select from cart_items where cart_id = ${cart.id} and id = ${itemId}`.execute(
    ctx.tx,
  )
  if (rows.length === 0) throw notFound()
}
