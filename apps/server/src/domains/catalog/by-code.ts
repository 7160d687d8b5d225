import type { Product } from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { bareCodes, isMisread } from './codes.ts'
import { productAt } from './read.ts'

/**
 * What a scanned or typed code is: a barcode with or without its leading zeros, a SKU or an external id. Of several,
 * one that is still sold.
 * @throws Refusal CODE_MISREAD when its check digit does not fit, CODE_UNKNOWN when nothing has it
 */
export async function readByCode(
  reading: StaffReading,
  { storeId, code }: { storeId: string; code: string },
): Promise<{ product: Product; variantId: string }> {
  mustSeeStore(reading.viewer, storeId)
  const { rows } = await sql<{ id: string; product_id: string }>`
    select v.id, v.product_id from (
      select id, 1 as rank from variants where barcode = ${code}
      union all
      select id, 2 from variants where ltrim(barcode, '0') = any(${bareCodes(code)}::text[])
      union all
      select id, 3 from variants where upper(sku) = upper(${code})
      union all
      select id, 4 from variants where external_id = ${code}) found
    join variants v on v.id = found.id join products p on p.id = v.product_id
    order by p.active and v.active desc, found.rank, v.id desc limit 1`.execute(reading.tx)
  const [found] = rows
  if (found)
    return {
      product: await productAt(reading, { storeId, productId: found.product_id }),
      variantId: found.id,
    }
  if (isMisread(code))
    throw new Refusal(
      'CODE_MISREAD',
      422,
      'The check digit of this barcode does not fit: it was misread or mistyped. Try again.',
    )
  throw new Refusal('CODE_UNKNOWN', 404, 'No product of yours has this code.')
}
