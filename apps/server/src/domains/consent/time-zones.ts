import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { z } from 'zod'
import data from './time-zones.data.json' with { type: 'json' }

const { regions, withoutAddresses } = z
  .object({
    regions: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
    withoutAddresses: z.record(z.string(), z.array(z.string())),
  })
  .parse(data)

export interface WhereaboutsHints {
  /** The time zone stored with the customer. */
  preference: string | null
  /** `region` by ISO 3166-2, with or without the country: `NY`, `US-NY`. */
  address: { country: string; region: string | null } | null
  storeZone: string | null
  /** E.164. */
  phone: string | null
}

/**
 * The zones in which it may be a customer's clock (CON-9): by stored preference, else address, else store, else
 * number. Where a country has several and the region is unknown, all of them, unless the store's is one of them:
 * then she is taken to live where she buys.
 */
export function zonesOf({ preference, address, storeZone, phone }: WhereaboutsHints): string[] {
  if (preference && isZone(preference)) return [preference]
  const store = storeZone && isZone(storeZone) ? storeZone : null
  const atHome = address ? zonesOfPlace(address.country, address.region) : []
  if (atHome.length > 0) {
    const regionKnown = address?.region && listed(address.country, address.region)
    return !regionKnown && store && atHome.some(zone => sameZone(zone, store)) ? [store] : atHome
  }
  if (store) return [store]
  const ofNumber = phone ? zonesOfNumber(phone) : []
  return ofNumber.length > 0 ? ofNumber : ['UTC']
}

/** The zones of a country, or of its region where the table has it. Empty for a country nobody knows. */
export function zonesOfPlace(country: string, region: string | null): string[] {
  const known = region ? listed(country, region) : undefined
  return known ?? zonesOfCountry(country)
}

function listed(country: string, region: string): string[] | undefined {
  const table = regions[country.toUpperCase()]
  const code = region.trim().toUpperCase().replace(`${country.toUpperCase()}-`, '')
  return table?.[code] ?? table?.['*']
}

function zonesOfCountry(country: string): string[] {
  if (!/^[A-Za-z]{2}$/.test(country)) return []
  const uninhabited = withoutAddresses[country.toUpperCase()] ?? []
  return (new Intl.Locale(`und-${country}`).getTimeZones() ?? []).filter(zone => !uninhabited.includes(zone))
}

/** A +1 number names its country only when its area code is known; else all countries of the calling code. */
function zonesOfNumber(phone: string): string[] {
  const number = parsePhoneNumberFromString(phone)
  if (!number) return []
  const countries = number.country ? [number.country] : number.getPossibleCountries()
  return [...new Set(countries.flatMap(zonesOfCountry))]
}

function isZone(zone: string): boolean {
  try {
    return new Temporal.ZonedDateTime(0n, zone).timeZoneId !== ''
  } catch {
    return false
  }
}

function sameZone(a: string, b: string): boolean {
  return new Temporal.ZonedDateTime(0n, a).equals(new Temporal.ZonedDateTime(0n, b))
}
