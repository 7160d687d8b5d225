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
export type FoundVariants = Record<'byExternalId' | 'bySku' | 'byBarcode', ReadonlyMap<string, SoldVariant>>

/** Variants by any code: external id, SKU (in upper case) or barcode. Of several with one code, one that is still sold. */
export async function findVariants(
  { tx }: Pick<Ctx, 'tx'>,
  codes: readonly string[],
): Promise<FoundVariants> {
  const found = {
    byExternalId: new Map<string, SoldVariant>(),
    bySku: new Map<string, SoldVariant>(),
    byBarcode: new Map<string, SoldVariant>(),
  }
  if (codes.length === 0) return found
  const { rows } = await sql<SoldVariant>`
    select v.id, v.product_id as "productId", p.name, v.external_id as "externalId", v.sku, v.barcode, v.colour, v.size
    from variants v join products p on p.id = v.product_id
    where v.external_id = any(${[...codes]}::text[]) or upper(v.sku) = any(${codes.map(code => code.toUpperCase())}::text[])
      or v.barcode = any(${[...codes]}::text[])
    order by v.active, v.id desc`.execute(tx)
  for (const row of rows) {
    found.byExternalId.set(row.externalId, row)
    if (row.sku) found.bySku.set(row.sku.toUpperCase(), row)
    if (row.barcode) found.byBarcode.set(row.barcode, row)
  }
  return found
}
