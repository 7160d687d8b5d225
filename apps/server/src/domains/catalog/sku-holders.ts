import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { type CatalogOutcome, refused } from './given.ts'

type Variant = { externalId: string; sku?: string | null | undefined }
type Product = { active: boolean; variants: readonly Variant[] }
type Holder = { sku: string; productId: string; externalId: string }

/**
 * Which of these SKUs (in upper case) are whose, among what is sold. Two may share one only if they did so already: stock
 * and orders that name it could be for either.
 */
export async function skuHolders({ tx }: Ctx, skus: readonly string[]) {
  const { rows } = await sql<Holder>`
    select upper(v.sku) as sku, v.product_id as "productId", v.external_id as "externalId"
    from variants v join products p on p.id = v.product_id
    where upper(v.sku) = any(${[...skus]}::text[]) and v.active and p.active`.execute(tx)
  const holders = Map.groupBy(rows, row => row.sku)
  const before = Map.groupBy(rows, row => row.productId)
  return {
    /** What keeps this product from having its SKUs. */
    problemOf({ active, variants }: Product, productId: string): CatalogOutcome | undefined {
      if (!active) return undefined
      const given = Map.groupBy(variants, skuOf)
      for (const variant of variants) {
        const sku = skuOf(variant)
        const known = holders.get(sku) ?? []
        if (sku === '' || known.some(one => one.externalId === variant.externalId)) continue
        if ((given.get(sku)?.length ?? 0) > 1)
          return refused('SKU_TWICE', `Two variants have the SKU «${variant.sku}».`)
        const other = known.find(one => one.productId !== productId)
        if (other)
          return refused(
            'SKU_TAKEN',
            `The SKU «${variant.sku}» is that of the variant «${other.externalId}» of another product.`,
          )
      }
      return undefined
    },
    /** From now on the product has those that it gives, and no others. */
    take({ id, active, variants }: Product & { id: string }): void {
      for (const { sku } of before.get(id) ?? [])
        holders.set(
          sku,
          (holders.get(sku) ?? []).filter(one => one.productId !== id),
        )
      if (!active) return
      for (const variant of variants) {
        const sku = skuOf(variant)
        if (sku === '') continue
        const one = { sku, productId: id, externalId: variant.externalId }
        holders.set(sku, [...(holders.get(sku) ?? []), one])
      }
    },
  }
}

const skuOf = ({ sku }: Variant) => sku?.toUpperCase() ?? ''
