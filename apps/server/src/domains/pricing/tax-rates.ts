import type { TaxClass, TaxRate } from '@rapport/contract'
import type { Ctx, Reading } from '../../platform/context.ts'
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

export async function listTaxRates(reading: Pick<Reading, 'tx'>): Promise<TaxRate[]> {
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
 * @throws Refusal RATE_TWICE
 */
export async function saveTaxRates(ctx: Ctx, { rates }: { rates: TaxRate[] }): Promise<{ rates: TaxRate[] }> {
  await lockSelling(ctx)
  const before = await listTaxRates(ctx)
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
  const after = await listTaxRates(ctx)
  const without = (these: TaxRate[], others: TaxRate[]) => {
    const known = new Set(others.map(one => JSON.stringify(one)))
    return these.filter(one => !known.has(JSON.stringify(one)))
  }
  await changed(ctx, 'selling.tax_changed', {
    subject: 'tax rates',
    before: without(before, after),
    after: without(after, before),
  })
  return { rates: after }
}
