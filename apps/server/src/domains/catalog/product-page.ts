import type { Product } from '@rapport/contract'
import type { Reading } from '../../platform/context.ts'
import { productAt } from './read.ts'

/** What the customer's page of a product shows: the product as its store sees it, and who sent it. */
export type ProductPage = {
  storeId: string
  staff: { id: string; firstName: string }
  product: Product
  /** The colour and size that was meant. */
  variantId: string | null
}

/** What a product link leads to, for whoever has it; undefined when there is no such link. */
export async function readProductPage(reading: Reading, code: string): Promise<ProductPage | undefined> {
  const link = await reading.tx
    .selectFrom('product_links as l')
    .innerJoin('staff as s', 's.id', 'l.staff_id')
    .select(['l.store_id', 'l.product_id', 'l.variant_id', 's.id', 's.first_name'])
    .where('l.code', '=', code)
    .executeTakeFirst()
  if (!link) return undefined
  return {
    storeId: link.store_id,
    staff: { id: link.id, firstName: link.first_name },
    product: await productAt(reading, { storeId: link.store_id, productId: link.product_id }),
    variantId: link.variant_id,
  }
}
