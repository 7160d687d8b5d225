import { randomBytes } from 'node:crypto'
import type { Cart, CartKind } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { newId } from '../../platform/new-id.ts'
import { holdConversation } from '../conversations/index.ts'
import { mustKnow } from '../customers/index.ts'
import { answer, noted, record, standingNow } from './change.ts'
import { closeCart } from './close.ts'
import { type LockedCart, lockCart } from './lock.ts'

type Whose = { storeId: string; customerId: string }

/**
 * The current cart of a customer at a store (CRT-1): the same again, or a new one that lives until the store's day ends.
 * Two devices that open at once get the same. One that nothing is in yet becomes what is asked for.
 * @throws Refusal NOT_FOUND when the store is not theirs, or does not know the customer
 */
export async function openCart(ctx: StaffCtx, input: Whose & { kind: CartKind }): Promise<Cart> {
  const conversationId = await holdCustomer(ctx, input)
  const before = await currentCart(ctx, input)
  if (before) {
    if (before.kind === input.kind || before.units > 0) return answer(await standingNow(ctx, before.id))
    await ctx.tx.updateTable('carts').set({ kind: input.kind }).where('id', '=', before.id).execute()
    return answer(await noted(ctx, before, { history: 'turned', what: 'turned', data: { kind: input.kind } }))
  }
  const made = await insertCart(ctx, { ...input, requotedFrom: null })
  // Somebody else's device was quicker.
  if (!made) return openCart(ctx, input)
  await record(ctx, { ...input, ...made, conversationId }, { history: 'opened', what: 'opened' })
  return answer(await standingNow(ctx, made.id))
}

/** Conversation, then customer: whoever merges or erases them meanwhile comes before us or after. */
export async function holdCustomer(ctx: StaffCtx, whose: Whose): Promise<string | null> {
  const conversationId = await holdConversation(ctx, whose)
  await sql`select from customers where id = ${whose.customerId} for key share`.execute(ctx.tx)
  await mustKnow(ctx, whose)
  return conversationId
}

/** The open cart, locked; one whose day is over is closed here, for the clockwork may not have come by yet. */
export async function currentCart(ctx: Ctx, { storeId, customerId }: Whose): Promise<LockedCart | undefined> {
  const row = await ctx.tx
    .selectFrom('carts')
    .select('id')
    .where('store_id', '=', storeId)
    .where('customer_id', '=', customerId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  const cart = row && (await lockCart(ctx, row.id))
  if (cart?.state !== 'open') return undefined
  if (ctx.clock.now() < cart.endsAt) return cart
  await closeCart({ ...ctx, actor: { kind: 'system' } }, cart, 'expired', 'expired')
  return undefined
}

type New = Whose & { kind: CartKind; requotedFrom: string | null }
/** @returns undefined when there is an open one by now */
export async function insertCart(
  ctx: StaffCtx,
  cart: New,
): Promise<{ id: string; version: number } | undefined> {
  const now = ctx.clock.now()
  const { rows } = await sql<{ id: string; version: number }>`
    insert into carts (id, store_id, customer_id, kind, state, currency, day, token, opened_by, staff_id, requoted_from, created_at, changed_at)
    select ${newId()}, s.id, ${cart.customerId}, ${cart.kind}, 'open', s.currency, (${now}::timestamptz at time zone s.time_zone)::date,
      ${randomBytes(18).toString('base64url')}, ${ctx.viewer.staffId}, ${ctx.viewer.staffId}, ${cart.requotedFrom}, ${now}, ${now}
    from stores s where s.id = ${cart.storeId}
    on conflict (store_id, customer_id) where state = 'open' do nothing returning id, version`.execute(ctx.tx)
  return rows[0]
}
