import type { CartState, SystemLine } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { tellConversation } from '../conversations/index.ts'
import { endLinks } from '../payments/index.ts'
import { transitions } from './cart.ts'
import { record, staffOf } from './change.ts'
import type { LockedCart } from './lock.ts'

type Why = Extract<SystemLine, { type: 'cart_emptied' }>['why']

/**
 * The cart leaves the conversation's button (CRT-8): its link dies, its stock is free, history and conversation say so.
 * One that nothing was ever in goes without a word.
 */
export async function closeCart(
  ctx: Ctx,
  cart: LockedCart,
  state: 'emptied' | 'expired',
  why: Exclude<Why, 'saved'>,
): Promise<void> {
  const into = cart.units === 0 && why === 'expired' ? 'emptied' : state
  await move(ctx, cart, into)
  await letGo(ctx, cart.id)
  await record(ctx, cart, { history: into, what: into, data: { units: cart.units } })
  if (cart.units > 0) await tellEmptied(ctx, cart, why)
}

/** Nobody can pay it any more, and nothing is kept for it. */
export async function letGo(ctx: Ctx, cartId: string): Promise<void> {
  await endLinks(ctx, cartId)
  await ctx.tx.deleteFrom('stock_reservations').where('cart_id', '=', cartId).execute()
}

export async function tellEmptied(ctx: Ctx, cart: LockedCart, why: Why): Promise<void> {
  const staffId = staffOf(ctx)
  const staff = staffId
    ? await ctx.tx.selectFrom('staff').select('first_name').where('id', '=', staffId).executeTakeFirst()
    : undefined
  await tellConversation(
    ctx,
    cart,
    { type: 'cart_emptied', cartId: cart.id, why, staffName: staff?.first_name ?? null },
    false,
  )
}

/** Into another state, if one leads there from where it is. */
export async function move(
  ctx: Ctx,
  cart: Pick<LockedCart, 'id'>,
  into: CartState,
  more: { order_id?: string } = {},
): Promise<void> {
  const from = (Object.keys(transitions) as CartState[]).filter(state => transitions[state].includes(into))
  const closed = into === 'open' || into === 'saved' ? null : ctx.clock.now()
  const { numUpdatedRows } = await ctx.tx
    .updateTable('carts')
    .set({ state: into, closed_at: closed, changed_at: ctx.clock.now(), ...more })
    .where('id', '=', cart.id)
    .where('state', 'in', from)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Error(`A cart cannot become ${into} from what it is.`)
}
