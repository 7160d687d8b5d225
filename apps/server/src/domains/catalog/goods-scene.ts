import { ndjson, type ProductInput } from '@rapport/contract'
import type { z } from 'zod'
import { type Api, newId } from '../../../test/world.ts'

type Given = z.input<typeof ProductInput>
type Variant = Given['variants'][number]

const price = [{ currency: 'EUR', amountMinor: 42_000 }]

/** Brings a product into the catalog as an import does; its variants by SKU. */
export async function brings(
  admin: Api,
  name: string,
  variants: readonly Partial<Variant>[] = [{}],
  more: Partial<Given> = {},
) {
  const externalId = newId()
  const given: Given = {
    externalId,
    version: '2026-01-01T00:00:00Z',
    name,
    variants: variants.map(variant => ({ externalId: newId(), prices: price, ...variant })),
    ...more,
  }
  const answer = await admin.catalog.importProducts(lines([given]))
  const { id } = JSON.parse(await answer.text()) as { id: string }
  return { id, given }
}

let counted = 0

/** Counts what a place has of a variant, by its SKU; each count is newer than the one before. */
export const counts = async (admin: Api, variant: string, store: string | null, quantity: number) => {
  counted += 1
  const version = new Date(Date.UTC(2026, 0, 1) + counted).toISOString()
  return admin.catalog.importStock(lines([{ variant, store, quantity, version }]))
}

const lines = (all: readonly object[]) =>
  new File([all.map(one => JSON.stringify(one)).join('\n')], 'lines.ndjson', { type: ndjson })
