import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/new-id.ts'
import { endLinks } from './end-links.ts'
import { type LinkWant, referenceOf } from './link.ts'

/**
 * Wants a payment link for this version of a cart. Written down only: a job makes it at the provider. One is alive per
 * cart (CRT-6): that of an older version dies here; that of the same version stands, so wanting twice is wanting once;
 * a version that is behind wants nothing any more. A link that failed is wanted anew, as another one.
 */
export async function wantLink(ctx: Ctx, want: LinkWant): Promise<void> {
  const comesTo = want.lines.reduce((sum, line) => sum + line.amountMinor, 0)
  if (comesTo !== want.amountMinor)
    throw new Error(`The lines come to ${comesTo}, and the link to ${want.amountMinor}.`)
  for (;;) {
    const alive = await ctx.tx
      .selectFrom('payment_links')
      .select(['cart_version', 'amount_minor', 'currency'])
      .where('cart_id', '=', want.cartId)
      .where('state', 'in', ['wanted', 'active'])
      .forUpdate()
      .executeTakeFirst()
    if (alive && alive.cart_version > want.version) return
    if (alive?.cart_version === want.version) {
      if (alive.amount_minor !== want.amountMinor || alive.currency !== want.currency)
        throw new Error('One version of a cart comes to two amounts.')
      return
    }
    if (alive) await endLinks(ctx, want.cartId)
    if (await inserted(ctx, want)) break
    // Somebody was quicker: what they wanted is looked at.
  }
  ctx.nudgeAfterCommit('payments')
}

async function inserted(ctx: Ctx, want: LinkWant): Promise<boolean> {
  const { count } = await ctx.tx
    .selectFrom('payment_links')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('cart_id', '=', want.cartId)
    .where('cart_version', '=', want.version)
    .executeTakeFirstOrThrow()
  const row = await ctx.tx
    .insertInto('payment_links')
    .values({
      id: newId(),
      cart_id: want.cartId,
      cart_version: want.version,
      reference: referenceOf(want.cartId, want.version, Number(count)),
      idempotency_key: randomUUID(),
      currency: want.currency,
      amount_minor: want.amountMinor,
      country: want.country,
      language: want.language,
      lines: JSON.stringify(want.lines),
      return_url: want.returnUrl ?? null,
      expires_at: want.expiresAt,
      state: 'wanted',
      due_at: ctx.clock.now(),
      created_at: ctx.clock.now(),
    })
    .onConflict(conflict =>
      conflict.column('cart_id').where(sql<boolean>`state in ('wanted', 'active')`).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
