import type { Ctx, Reading } from '../../platform/context.ts'
import { wantLink } from '../payments/index.ts'
import { staffOf } from './change.ts'
import { type CartContent, contentOf } from './content.ts'
import type { LockedCart } from './lock.ts'
import { paymentLines } from './payment-lines.ts'
import { pagePathOf, type Standing } from './standing.ts'

/** Fixes the version as it stands; what was fixed before stays as it was (CRT-6). */
export async function freeze(ctx: Ctx, { cart }: Standing): Promise<CartContent> {
  const content = contentOf(cart)
  await ctx.tx
    .insertInto('cart_versions')
    .values({
      cart_id: cart.id,
      version: cart.version,
      content: JSON.stringify(content),
      total_minor: cart.totals.totalMinor,
      address: cart.delivery.needed && cart.delivery.address ? JSON.stringify(cart.delivery.address) : null,
      by_staff_id: staffOf(ctx),
      created_at: ctx.clock.now(),
    })
    .onConflict(conflict => conflict.columns(['cart_id', 'version']).doNothing())
    .execute()
  return content
}

/** What a version was when it was fixed; undefined when it never was. */
export async function frozen(
  { tx }: Pick<Reading, 'tx'>,
  cartId: string,
  version: number,
): Promise<{ content: CartContent; address: Standing['cart']['delivery']['address'] } | undefined> {
  const row = await tx
    .selectFrom('cart_versions')
    .select(['content', 'address'])
    .where('cart_id', '=', cartId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row && ({ content: row.content, address: row.address } as never)
}

/** The link that pays this version. Where the customer still has to choose how it is delivered, there is none yet. */
export async function wantPayment(
  ctx: Ctx,
  cart: Pick<LockedCart, 'id' | 'endsAt' | 'token'>,
  version: number,
  content: CartContent,
  shopper: { country: string; language: string },
): Promise<void> {
  if (content.delivery.needed && !content.delivery.option) return
  await wantLink(ctx, {
    cartId: cart.id,
    version,
    currency: content.currency,
    amountMinor: content.totals.totalMinor,
    ...shopper,
    lines: paymentLines(content),
    // The page then waits for the provider's word: coming back says nothing about having paid.
    returnUrl: `${pagePathOf(cart.token)}?back=1`,
    expiresAt: cart.endsAt,
  })
}
