import type { GivenOrder } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { findVariants, type SoldVariant } from '../catalog/index.ts'

type Code = string | null | undefined
type Named = { variant?: Code; sku?: Code; barcode?: Code }
export type Goods = { of(named: Named): SoldVariant | undefined }

/** The variants that the lines of these orders name: by external id, then by SKU, then by barcode. */
export async function loadGoods(ctx: Pick<Ctx, 'tx'>, orders: readonly GivenOrder[]): Promise<Goods> {
  const codes = new Set<string>()
  for (const order of orders) {
    for (const line of order.lines)
      for (const code of [line.variant, line.sku, line.barcode]) if (code) codes.add(code)
    for (const line of order.returns.flatMap(one => one.lines))
      if (line.replacement?.variant) codes.add(line.replacement.variant)
  }
  const found = await findVariants(ctx, [...codes])
  return {
    of: ({ variant, sku, barcode }) =>
      (variant ? (found.byExternalId.get(variant) ?? found.bySku.get(variant.toUpperCase())) : undefined) ??
      (variant ? found.byBarcode.get(variant) : undefined) ??
      (sku ? found.bySku.get(sku.toUpperCase()) : undefined) ??
      (barcode ? found.byBarcode.get(barcode) : undefined),
  }
}
