import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

export type SoldVariant = {
  id: string
  productId: string
  name: string
  externalId: string
  sku: string | null
  barcode: string | null
  colour: string | null
  size: string | null
}
export type FoundVariants = Record<
  'byExternalId' | 'bySku' | 'byBarcode',
  ReadonlyMap<string, SoldVariant>
> & {
  /** SKUs, in upper case, that several variants which are sold have: they name none of them. */
  sharedSkus: ReadonlySet<string>
}

/** Variants by any code: external id, SKU (in upper case) or barcode. Of several with one code, the one that is still sold. */
export async function findVariants(
  { tx }: Pick<Ctx, 'tx'>,
  codes: readonly string[],
): Promise<FoundVariants> {
  const found = {
    byExternalId: new Map<string, SoldVariant>(),
    bySku: new Map<string, SoldVariant>(),
    byBarcode: new Map<string, SoldVariant>(),
    sharedSkus: new Set<string>(),
  }
  if (codes.length === 0) return found
  const { rows } = await sql<SoldVariant & { sold: boolean }>`
    select v.id, v.product_id as "productId", p.name, v.external_id as "externalId", v.sku, v.barcode, v.colour, v.size,
      v.active and p.active as sold
    from variants v join products p on p.id = v.product_id
    where v.external_id = any(${[...codes]}::text[]) or upper(v.sku) = any(${codes.map(code => code.toUpperCase())}::text[])
      or v.barcode = any(${[...codes]}::text[])
    order by v.active and p.active, v.id desc`.execute(tx)
  const soldSkus = new Set<string>()
  for (const { sold, ...variant } of rows) {
    found.byExternalId.set(variant.externalId, variant)
    if (variant.barcode) found.byBarcode.set(variant.barcode, variant)
    if (!variant.sku) continue
    const sku = variant.sku.toUpperCase()
    found.bySku.set(sku, variant)
    if (sold && soldSkus.has(sku)) found.sharedSkus.add(sku)
    if (sold) soldSkus.add(sku)
  }
  for (const sku of found.sharedSkus) found.bySku.delete(sku)
  return found
}
