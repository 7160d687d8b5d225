import { ProductInput } from '@rapport/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../platform/context.ts'
import { lockKeys } from '../../platform/db/lock-keys.ts'
import { newId } from '../../platform/new-id.ts'
import { rounds } from '../../platform/rounds.ts'
import { type CatalogOutcome, parseLine, refused } from './given.ts'
import { skuHolders } from './sku-holders.ts'
import { type Planned, writeProducts } from './write-products.ts'

type Given = z.output<typeof ProductInput>
export const catalogLocks = 7307

/**
 * Records products as their source describes them, whole: creates, updates, or changes nothing when this version is
 * known or a newer one is (IMP-5). A variant that is in it no longer is not sold any more, and stays for what names it.
 * With `dryRun` the answer is the same and nothing is kept.
 * @returns an outcome for each value, in their order
 */
export async function importProducts(
  ctx: Ctx,
  values: readonly unknown[],
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<CatalogOutcome[]> {
  const outcomes = new Array<CatalogOutcome>(values.length)
  const given = values.flatMap((value, n) => {
    const product = parseLine(ProductInput, value, ctx.clock.now())
    if (!('refused' in product)) return [{ n, product: product.value }]
    outcomes[n] = product.refused
    return []
  })
  await sql`savepoint products`.execute(ctx.tx)
  for (const round of rounds(given, one => one.product.externalId)) {
    const done = await record(
      ctx,
      round.map(one => one.product),
    )
    round.forEach(({ n }, place) => {
      outcomes[n] = done[place] as CatalogOutcome
    })
  }
  await (dryRun ? sql`rollback to savepoint products` : sql`release savepoint products`).execute(ctx.tx)
  return outcomes
}

async function record(ctx: Ctx, products: readonly Given[]): Promise<CatalogOutcome[]> {
  const variantIds = products.flatMap(product => product.variants.map(variant => variant.externalId))
  const skus = products.flatMap(({ variants }) => variants.flatMap(({ sku }) => sku?.toUpperCase() || []))
  await lockKeys(ctx, catalogLocks, [
    ...products.map(product => `product ${product.externalId}`),
    ...variantIds.map(id => `variant ${id}`),
    ...skus.map(sku => `sku ${sku}`),
  ])
  const known = await ctx.tx
    .selectFrom('products')
    .select(['id', 'external_id', 'version'])
    .where('external_id', '=', sql<string>`any(${products.map(product => product.externalId)}::text[])`)
    .execute()
  const byExternalId = new Map(known.map(row => [row.external_id, row]))
  const owners = new Map(
    (
      await ctx.tx
        .selectFrom('variants')
        .select(['id', 'external_id', 'product_id'])
        .where('external_id', '=', sql<string>`any(${variantIds}::text[])`)
        .execute()
    ).map(row => [row.external_id, { id: row.id, productId: row.product_id }]),
  )
  const holders = await skuHolders(ctx, skus)
  const planned: Planned[] = []
  const outcomes = products.map((product): CatalogOutcome => {
    const before = byExternalId.get(product.externalId)
    if (before && Date.parse(product.version) <= before.version.getTime())
      return { outcome: 'unchanged', id: before.id }
    const id = before?.id ?? newId()
    const ids = product.variants.map(variant => variant.externalId)
    const twice = ids.find((one, n) => ids.indexOf(one) !== n)
    if (twice) return refused('VARIANT_TWICE', `Two variants have the external id «${twice}».`)
    const taken = ids.find(one => owners.has(one) && owners.get(one)?.productId !== id)
    if (taken) return refused('VARIANT_TAKEN', `The variant «${taken}» belongs to another product.`)
    const shared = holders.problemOf(product, id) ?? twoPrices(product)
    if (shared) return shared
    const variants = product.variants.map(variant => {
      const variantId = owners.get(variant.externalId)?.id ?? newId()
      owners.set(variant.externalId, { id: variantId, productId: id })
      return { ...variant, id: variantId }
    })
    holders.take({ ...product, id })
    planned.push({ ...product, id, variants })
    return { outcome: before ? 'updated' : 'created', id }
  })
  await writeProducts(ctx, planned)
  return outcomes
}

function twoPrices({ variants }: Given): CatalogOutcome | undefined {
  for (const { externalId, prices } of variants) {
    const currencies = prices.map(price => price.currency)
    const twice = currencies.find((one, n) => currencies.indexOf(one) !== n)
    if (twice) return refused('PRICE_TWICE', `The variant «${externalId}» has two prices in ${twice}.`)
  }
  return undefined
}
