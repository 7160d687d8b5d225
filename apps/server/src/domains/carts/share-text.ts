import type { Language } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { readBusiness } from '../stores/index.ts'
import { businessWords, fillIn, readText } from '../templates/index.ts'
import type { LockedCart } from './lock.ts'
import type { Standing } from './standing.ts'

/** The words to send the link with, in the customer's language; staff may write others. */
export async function shareText(
  ctx: Ctx,
  cart: LockedCart,
  url: string,
  { loaded }: Standing,
): Promise<string> {
  const business = await readBusiness(ctx)
  const store = await ctx.tx
    .selectFrom('stores')
    .select(['name', 'city', 'language'])
    .where('id', '=', cart.storeId)
    .executeTakeFirstOrThrow()
  const { body } = await readText(ctx, 'cart_share', [
    loaded.customer.language as Language,
    store.language as Language,
    business.language,
  ])
  return fillIn(body, {
    business: businessWords(business),
    store: { name: store.name, city: store.city },
    cart: { url },
  })
}
