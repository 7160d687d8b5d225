import type { ShippingRate, ShippingZone } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, Reading } from '../../platform/context.ts'
import { violates } from '../../platform/db/database.ts'
import { invalid, Refusal } from '../../platform/refusal.ts'
import { changed, lockSelling } from './changed.ts'

/** Where is shipped to, in the order of the Console. */
export async function listShippingZones(reading: Pick<Reading, 'tx'>): Promise<ShippingZone[]> {
  const { tx } = reading
  const [zones, places, rates] = await Promise.all([
    tx
      .selectFrom('shipping_zones')
      .select(['id', 'name'])
      .orderBy('position')
      .orderBy('id')
      .limit(500)
      .execute(),
    tx
      .selectFrom('shipping_zone_places')
      .selectAll()
      .orderBy('country', order => order.asc().nullsLast())
      .orderBy('region', order => order.asc().nullsFirst())
      .execute(),
    tx.selectFrom('shipping_rates').selectAll().orderBy('position').orderBy('id').execute(),
  ])
  return zones.map(zone => ({
    ...zone,
    places: places
      .filter(place => place.zone_id === zone.id)
      .map(({ country, region }) => ({ country, region })),
    rates: rates.filter(rate => rate.zone_id === zone.id).map(toRate),
  }))
}

/**
 * Changes or adds a zone with its places and rates. A rate that keeps its id stays chosen in the carts that have it.
 * @throws Refusal PLACE_TAKEN, ZONE_NAME_TAKEN, RATE_EMPTY; INVALID for a region without its country
 */
export async function saveShippingZone(ctx: Ctx, zone: ShippingZone): Promise<ShippingZone> {
  if (zone.places.some(place => place.country === null && place.region !== null))
    throw invalid('A region needs its country.')
  if (zone.rates.some(isEmpty)) throw rateEmpty()
  await lockSelling(ctx)
  const before = await find(ctx, zone.id)
  await ctx.tx
    .insertInto('shipping_zones')
    .values({
      id: zone.id,
      name: zone.name,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from shipping_zones)`,
    })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ name: zone.name }))
    .execute()
    .catch(error => {
      throw violates(error, 'shipping_zones_name_key')
        ? new Refusal('ZONE_NAME_TAKEN', 409, 'Another zone has this name.')
        : error
    })
  await writePlaces(ctx, zone)
  await writeRates(ctx, zone)
  const after = await find(ctx, zone.id)
  if (!after) throw new Error('A zone that was written is not there.')
  await changed(ctx, 'selling.zone_saved', { subject: zone.name, before, after })
  return after
}

/** Carts that had chosen one of its rates must choose again. */
export async function deleteShippingZone(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await lockSelling(ctx)
  const before = await find(ctx, id)
  if (!before) return
  await ctx.tx.deleteFrom('shipping_zones').where('id', '=', id).execute()
  await changed(ctx, 'selling.zone_removed', { subject: before.name, before })
}

async function writePlaces(ctx: Ctx, zone: ShippingZone): Promise<void> {
  await ctx.tx.deleteFrom('shipping_zone_places').where('zone_id', '=', zone.id).execute()
  const unique = new Map(zone.places.map(place => [`${place.country} ${place.region}`, place]))
  await ctx.tx
    .insertInto('shipping_zone_places')
    .values([...unique.values()].map(place => ({ zone_id: zone.id, ...place })))
    .execute()
    .catch(error => {
      throw violates(error, 'shipping_zone_places_country_region_key')
        ? new Refusal('PLACE_TAKEN', 409, 'Another zone already has one of these places.')
        : error
    })
}

async function writeRates(ctx: Ctx, zone: ShippingZone): Promise<void> {
  const kept = zone.rates.map(rate => rate.id)
  await ctx.tx
    .deleteFrom('shipping_rates')
    .where('zone_id', '=', zone.id)
    .$if(kept.length > 0, query => query.where('id', 'not in', kept))
    .execute()
  for (const [position, rate] of zone.rates.entries()) {
    const values = {
      name: rate.name,
      currency: rate.currency,
      price_minor: rate.priceMinor,
      weight_from_g: rate.weightFromG,
      weight_below_g: rate.weightBelowG,
      total_from_minor: rate.totalFromMinor,
      total_below_minor: rate.totalBelowMinor,
      days_from: rate.daysFrom,
      days_until: rate.daysUntil,
      active: rate.active,
      position,
    }
    const written = await ctx.tx
      .insertInto('shipping_rates')
      .values({ id: rate.id, zone_id: zone.id, ...values })
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet(values).where('shipping_rates.zone_id', '=', zone.id),
      )
      .returning('id')
      .executeTakeFirst()
    if (!written) throw invalid('A rate belongs to one zone.')
  }
}

const find = async (reading: Pick<Reading, 'tx'>, id: string) =>
  (await listShippingZones(reading)).find(zone => zone.id === id)

const isEmpty = (rate: ShippingRate) =>
  (rate.weightBelowG !== null && rate.weightBelowG <= rate.weightFromG) ||
  (rate.totalBelowMinor !== null && rate.totalBelowMinor <= rate.totalFromMinor) ||
  rate.daysUntil < rate.daysFrom

const rateEmpty = () =>
  new Refusal('RATE_EMPTY', 422, 'A rate must begin before it ends: weight, total and days.')

type Row = {
  id: string
  name: string
  currency: string
  price_minor: number
  weight_from_g: number
  weight_below_g: number | null
  total_from_minor: number
  total_below_minor: number | null
  days_from: number
  days_until: number
  active: boolean
}
const toRate = (row: Row): ShippingRate => ({
  id: row.id,
  name: row.name,
  currency: row.currency,
  priceMinor: row.price_minor,
  weightFromG: row.weight_from_g,
  weightBelowG: row.weight_below_g,
  totalFromMinor: row.total_from_minor,
  totalBelowMinor: row.total_below_minor,
  daysFrom: row.days_from,
  daysUntil: row.days_until,
  active: row.active,
})
