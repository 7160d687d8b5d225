import type { UpsertItem } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { findVariants } from '../catalog/index.ts'
import { putWish } from './wishlist.ts'

export type Wish = { productId: string; variantId: string | null }

/** The products that an item wishes for. @throws Refusal UNKNOWN_PRODUCT */
export async function goodsOf(ctx: StaffCtx, { wishes = [] }: UpsertItem): Promise<Wish[]> {
  if (wishes.length === 0) return []
  const named = wishes.flatMap(wish => ('productExternalId' in wish ? wish.productExternalId : []))
  const products = new Map(
    (
      await ctx.tx
        .selectFrom('products')
        .select(['id', 'external_id'])
        .where(({ eb, val }) => eb('external_id', '=', eb.fn.any(val(named))))
        .execute()
    ).map(row => [row.external_id, row.id]),
  )
  const variants = await findVariants(
    ctx,
    wishes.flatMap(wish => ('sku' in wish ? wish.sku : [])),
  )
  return wishes.map(wish => {
    if ('sku' in wish) {
      const variant = variants.bySku.get(wish.sku.toUpperCase())
      if (variant) return { productId: variant.productId, variantId: variant.id }
    } else {
      const productId = products.get(wish.productExternalId)
      if (productId) return { productId, variantId: null }
    }
    const name = 'sku' in wish ? wish.sku : wish.productExternalId
    throw new Refusal('UNKNOWN_PRODUCT', 422, `The catalog has no «${name}».`)
  })
}

/** Adds these wishes. @returns whether any is new */
export async function addWishes(
  ctx: StaffCtx,
  customerId: string,
  storeId: string | null,
  wishes: readonly Wish[],
) {
  let any = false
  for (const wish of wishes)
    any = (await putWish(ctx, { ...wish, customerId, storeId, source: 'import' })).changed || any
  return any
}
