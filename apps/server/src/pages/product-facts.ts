import type { Product } from '@rapport/contract'
import { readProductPage } from '../domains/catalog/index.ts'
import { legalEntityOf } from '../domains/pricing/index.ts'
import { readBusiness } from '../domains/stores/index.ts'
import type { Reading } from '../platform/context.ts'
import { pageLanguage } from './language.ts'
import type { footOf } from './legal.ts'
import { reachOf } from './reach.ts'
import type { PageLanguage } from './texts.ts'
import type { Reach } from './write-back.ts'

export type SeenProduct = {
  business: string
  associate: string
  store: { name: string }
  storeLanguage: PageLanguage
  product: Product
  /** The colour that was meant comes first. */
  colour: string | null
  reach: Reach | null
  seller: Parameters<typeof footOf>[0]
}

/** What a product's short address leads to; undefined when there is none. */
export async function seeProduct(
  reading: Reading,
  code: string,
  email: string | undefined,
): Promise<SeenProduct | undefined> {
  const page = await readProductPage(reading, code)
  if (!page) return undefined
  const { name, language, country } = await reading.tx
    .selectFrom('stores')
    .select(['name', 'language', 'country'])
    .where('id', '=', page.storeId)
    .executeTakeFirstOrThrow()
  return {
    business: (await readBusiness(reading)).name,
    associate: page.staff.firstName,
    store: { name },
    storeLanguage: pageLanguage(language) ?? 'en',
    product: page.product,
    colour: page.product.variants.find(variant => variant.id === page.variantId)?.colour ?? null,
    reach: await reachOf(reading, { storeId: page.storeId, customerId: null }, email),
    seller: await legalEntityOf(reading, country),
  }
}
