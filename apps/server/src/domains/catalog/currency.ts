import type { Reading } from '../../platform/context.ts'

// ISO 4217 by ISO 3166-1, of the countries that do not pay in euros.
const currencies: Readonly<Record<string, string>> = {
  AE: 'AED',
  AR: 'ARS',
  AU: 'AUD',
  BR: 'BRL',
  CA: 'CAD',
  CH: 'CHF',
  CL: 'CLP',
  CN: 'CNY',
  CZ: 'CZK',
  DK: 'DKK',
  GB: 'GBP',
  HK: 'HKD',
  HU: 'HUF',
  IN: 'INR',
  JP: 'JPY',
  KR: 'KRW',
  LI: 'CHF',
  MX: 'MXN',
  NO: 'NOK',
  NZ: 'NZD',
  PL: 'PLN',
  RO: 'RON',
  SA: 'SAR',
  SE: 'SEK',
  SG: 'SGD',
  TR: 'TRY',
  TW: 'TWD',
  US: 'USD',
  ZA: 'ZAR',
}

/** What a store of this country takes. */
export const currencyOf = (country: string): string => currencies[country] ?? 'EUR'

/** What this store takes. */
export async function currencyOfStore({ tx }: Pick<Reading, 'tx'>, storeId: string): Promise<string> {
  const { country } = await tx
    .selectFrom('stores')
    .select('country')
    .where('id', '=', storeId)
    .executeTakeFirstOrThrow()
  return currencyOf(country)
}
