import type { TaxClass, TaxRate, TaxRates } from '@rapport/contract'
import type { Reading, StaffCtx } from '../../platform/context.ts'
import { violates } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { changed, lockSelling } from './changed.ts'
import type { Place } from './place.ts'
import type { Taxed } from './tax.ts'

/** The rate of a class of goods at a place; no rate and no label where none is known. */
export type RateAt = (place: Place, taxClass: TaxClass) => Omit<Taxed, 'taxIncluded'>

/**
 * The rates at these places, read at once: a region's own before its country's. Where a place has no reduced rate, its
 * standard one holds; `zero` and `delivery` are untaxed unless they have a rate.
 */
export async function taxRatesAt(reading: Pick<Reading, 'tx'>, places: readonly Place[]): Promise<RateAt> {
  const rows = await reading.tx
    .selectFrom('tax_rates')
    .select(['country', 'region', 'tax_class', 'label', 'rate_ppm'])
    .where(({ eb, val }) => eb('country', '=', eb.fn.any(val(places.map(place => place.country)))))
    .where(({ or, eb, val }) =>
      or([
        eb('region', 'is', null),
        eb('region', '=', eb.fn.any(val(places.map(place => place.region ?? '')))),
      ]),
    )
    .execute()
  const rates = new Map(rows.map(row => [keyOf(row.country, row.region, row.tax_class as TaxClass), row]))
  return ({ country, region }, taxClass) => {
    const row = [taxClass, ...(taxClass === 'reduced' ? (['standard'] as const) : [])]
      .flatMap(one => [keyOf(country, region, one), keyOf(country, null, one)])
      .map(key => rates.get(key))
      .find(one => one !== undefined)
    return row ? { taxRatePpm: row.rate_ppm, taxLabel: row.label } : { taxRatePpm: 0, taxLabel: null }
  }
}

const keyOf = (country: string, region: string | null, taxClass: TaxClass) =>
  `${country} ${region ?? ''} ${taxClass}`

/** All rates, with their version and who made it. */
export async function readTaxRates(reading: Pick<Reading, 'tx'>): Promise<TaxRates> {
  const settings = await reading.tx
    .selectFrom('selling_settings as w')
    .leftJoin('staff as s', 's.id', 'w.tax_changed_by')
    .select(['w.tax_version', 'w.tax_changed_at', 's.id', 's.first_name', 's.last_name', 's.hue'])
    .executeTakeFirstOrThrow()
  const { id, first_name, last_name, hue } = settings
  return {
    rates: await listTaxRates(reading),
    version: settings.tax_version,
    changedAt: settings.tax_changed_at?.toISOString() ?? null,
    changedBy:
      id === null ? null : { id, firstName: first_name ?? '', lastName: last_name ?? '', hue: hue ?? 1 },
  }
}

async function listTaxRates(reading: Pick<Reading, 'tx'>): Promise<TaxRate[]> {
  const rows = await reading.tx
    .selectFrom('tax_rates')
    .selectAll()
    .orderBy('country')
    .orderBy('region', order => order.asc().nullsFirst())
    .orderBy('tax_class')
    .limit(2000)
    .execute()
  return rows.map(row => ({
    country: row.country,
    region: row.region,
    taxClass: row.tax_class as TaxClass,
    label: row.label,
    ratePpm: row.rate_ppm,
  }))
}

/**
 * Replaces the rates; they hold from the next time a cart is added up. What was shared stays as it was until it is paid.
 * With the version that the author saw, only if it is still that one: else they are shown what it is now.
 * @throws Refusal VERSION_CHANGED with the present rates, RATE_TWICE
 */
export async function saveTaxRates(
  ctx: StaffCtx,
  { rates, version }: { rates: TaxRate[]; version?: number | undefined },
): Promise<TaxRates> {
  await lockSelling(ctx)
  const current = await readTaxRates(ctx)
  if (version !== undefined && version !== current.version)
    throw new Refusal(
      'VERSION_CHANGED',
      412,
      'Someone changed the rates meanwhile. Look at what they did, then save again.',
      { current },
    )
  const before = current.rates
  await ctx.tx.deleteFrom('tax_rates').execute()
  if (rates.length > 0)
    await ctx.tx
      .insertInto('tax_rates')
      .values(
        rates.map(rate => ({
          country: rate.country,
          region: rate.region,
          tax_class: rate.taxClass,
          label: rate.label,
          rate_ppm: rate.ratePpm,
        })),
      )
      .execute()
      .catch(error => {
        throw violates(error, 'tax_rates_country_region_tax_class_key')
          ? new Refusal('RATE_TWICE', 422, 'A place and class of goods has one rate. Remove the second.')
          : error
      })
  await ctx.tx
    .updateTable('selling_settings')
    .set({
      tax_version: current.version + 1,
      tax_changed_at: ctx.clock.now(),
      tax_changed_by: ctx.viewer.staffId,
    })
    .execute()
  const saved = await readTaxRates(ctx)
  const after = saved.rates
  const without = (these: TaxRate[], others: TaxRate[]) => {
    const known = new Set(others.map(one => JSON.stringify(one)))
    return these.filter(one => !known.has(JSON.stringify(one)))
  }
  await changed(ctx, 'selling.tax_changed', {
    subject: 'tax rates',
    before: without(before, after),
    after: without(after, before),
  })
  return saved
}
