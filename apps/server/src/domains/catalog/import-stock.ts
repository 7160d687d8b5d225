import { StockInput } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { lockKeys } from '../../platform/db/lock-keys.ts'
import { rounds } from '../../platform/rounds.ts'
import { storesByName } from '../stores/index.ts'
import { type FoundVariants, findVariants, type SoldVariant } from './find-variants.ts'
import { type CatalogOutcome, parseLine, refused } from './given.ts'
import { catalogLocks } from './import-products.ts'

type Count = { variant_id: string; store_id: string | null; quantity: number; version: string }

/**
 * Sets how many of a variant a place can promise (IMP-5); an older version changes nothing.
 * With `dryRun` the answer is the same and nothing is kept.
 * @returns an outcome for each value, in their order; its id is the variant's
 */
export async function importStock(
  ctx: Ctx,
  values: readonly unknown[],
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<CatalogOutcome[]> {
  const outcomes = new Array<CatalogOutcome>(values.length)
  const lines = values.map(value => parseLine(StockInput, value, ctx.clock.now()))
  const codes = lines.flatMap(line => ('value' in line ? line.value.variant : []))
  const found = await findVariants(ctx, codes)
  const { named: store } = await storesByName(ctx)
  const counts = lines.flatMap((line, n): { n: number; count: Count }[] => {
    if ('refused' in line) {
      outcomes[n] = line.refused
      return []
    }
    const { value } = line
    const variant = variantOf(found, value.variant)
    const at = value.store === null ? null : store(value.store)
    if (!variant && found.sharedSkus.has(value.variant.toUpperCase()))
      outcomes[n] = refused(
        'VARIANT_AMBIGUOUS',
        `Several variants have the SKU «${value.variant}». Name one by its external id.`,
      )
    else if (!variant) outcomes[n] = refused('VARIANT_UNKNOWN', `No variant is called «${value.variant}».`)
    else if (at === undefined) outcomes[n] = refused('STORE_UNKNOWN', `No store is called «${value.store}».`)
    else {
      const { quantity, version } = value
      return [{ n, count: { variant_id: variant.id, store_id: at?.id ?? null, quantity, version } }]
    }
    return []
  })
  await sql`savepoint stock`.execute(ctx.tx)
  for (const round of rounds(counts, ({ count }) => `${count.variant_id} ${count.store_id}`)) {
    const done = await record(
      ctx,
      round.map(one => one.count),
    )
    round.forEach(({ n, count }, place) => {
      outcomes[n] = { outcome: done[place] ?? 'unchanged', id: count.variant_id }
    })
  }
  await (dryRun ? sql`rollback to savepoint stock` : sql`release savepoint stock`).execute(ctx.tx)
  return outcomes
}

const variantOf = (found: FoundVariants, code: string): SoldVariant | undefined =>
  found.byExternalId.get(code) ?? found.bySku.get(code.toUpperCase()) ?? found.byBarcode.get(code)

async function record(ctx: Ctx, counts: readonly Count[]): Promise<('created' | 'updated' | 'unchanged')[]> {
  await lockKeys(
    ctx,
    catalogLocks,
    counts.map(one => `stock ${one.variant_id} ${one.store_id}`),
  )
  const { rows } = await sql<{ outcome: 'created' | 'updated' | 'unchanged' }>`
    with given as (
      select * from json_populate_recordset(null::stock, ${JSON.stringify(counts)}::json) with ordinality
        g (variant_id, store_id, quantity, version, n)),
    before as (
      select g.n, s.version from given g join stock s on s.variant_id = g.variant_id and s.store_id is not distinct from g.store_id),
    written as (
      insert into stock select variant_id, store_id, quantity, version from given
      on conflict (variant_id, store_id) do update set quantity = excluded.quantity, version = excluded.version
        where stock.version < excluded.version)
    select case when b.n is null then 'created' when b.version < g.version then 'updated' else 'unchanged' end as outcome
    from given g left join before b using (n) order by g.n`.execute(ctx.tx)
  return rows.map(row => row.outcome)
}
