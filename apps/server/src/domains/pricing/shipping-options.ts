import type { ShippingOption } from '@rapport/contract'
import { sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'
import type { Place } from './place.ts'

/**
 * How goods can be sent to a place, for how much and with which promise (CRT-3). The narrowest zone of the place counts
 * alone: its region's, else its country's, else the one for everywhere. None: it is not shipped there.
 */
export async function shippingOptions(
  reading: Pick<Reading, 'tx'>,
  to: Place & {
    currency: string
    weightGrams: number
    /** What the goods cost after discounts. */
    totalMinor: number
  },
): Promise<ShippingOption[]> {
  const { rows } = await sql<{
    id: string
    name: string
    price_minor: string
    days_from: number
    days_until: number
  }>`
    select r.id, r.name, r.price_minor, r.days_from, r.days_until
    from (
      select zone_id from shipping_zone_places
      where (country = ${to.country} and (region is null or region = ${to.region})) or country is null
      order by country nulls last, region nulls last limit 1
    ) z
    join shipping_rates r using (zone_id)
    where r.active and r.currency = ${to.currency}
      and r.weight_from_g <= ${to.weightGrams}::bigint and (r.weight_below_g is null or r.weight_below_g > ${to.weightGrams}::bigint)
      and r.total_from_minor <= ${to.totalMinor}::bigint and (r.total_below_minor is null or r.total_below_minor > ${to.totalMinor}::bigint)
    order by r.position, r.price_minor, r.id`.execute(reading.tx)
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    priceMinor: Number(row.price_minor),
    daysFrom: row.days_from,
    daysUntil: row.days_until,
  }))
}
