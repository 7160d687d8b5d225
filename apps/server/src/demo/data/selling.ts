import type { LegalEntity, TaxClass } from '@rapport/contract'

/** Where a store is, for who comes to fetch something. */
export const places: Readonly<Record<string, { street: string; postalCode: string; hours: string }>> = {
  berlin: { street: 'Torstraße 140', postalCode: '10119', hours: 'Mon–Sat 10:00–20:00' },
  hamburg: { street: 'Neuer Wall 31', postalCode: '20354', hours: 'Mon–Sat 10:00–19:00' },
  newyork: { street: '112 Greene Street', postalCode: '10012', hours: 'Mon–Sat 11–19, Sun 12–18' },
  london: {
    street: '48 Marylebone High Street',
    postalCode: 'W1U 5HT',
    hours: 'Mon–Sat 10–18:30, Sun 11–17',
  },
  paris: { street: '17 rue du Four', postalCode: '75006', hours: 'Lun–Sam 10 h 30–19 h 30' },
  tokyo: { street: '5-8-3 Minami-Aoyama, Minato-ku', postalCode: '107-0062', hours: '11:00–20:00' },
  test: { street: 'Torstraße 140', postalCode: '10119', hours: 'Mon–Fri 10:00–18:00' },
}

type Rate = readonly [
  country: string,
  region: string | null,
  label: string,
  standard: number,
  reduced: number | null,
]
/** The standard rates as they were in 2026, in parts of a million. A business checks its own. */
const rates: readonly Rate[] = [
  ['DE', null, 'VAT', 190_000, 70_000],
  ['FR', null, 'TVA', 200_000, 55_000],
  ['GB', null, 'VAT', 200_000, 50_000],
  ['JP', null, '消費税', 100_000, 80_000],
  // The city's: state, city and transit district together.
  ['US', 'NY', 'Sales tax', 88_750, null],
  ['AT', null, 'USt.', 200_000, 100_000],
  ['BE', null, 'TVA', 210_000, 60_000],
  ['ES', null, 'IVA', 210_000, 100_000],
  ['IT', null, 'IVA', 220_000, 100_000],
  ['NL', null, 'btw', 210_000, 90_000],
]
export const taxRates = rates.flatMap(([country, region, label, standard, reduced]) => {
  const rate = (tax_class: TaxClass, rate_ppm: number) => ({ country, region, tax_class, label, rate_ppm })
  return [
    rate('standard', standard),
    rate('delivery', standard),
    ...(reduced === null ? [] : [rate('reduced', reduced)]),
  ]
})

type Way = {
  name: string
  currency: string
  price: number
  /** From this total on it is free. */
  freeFrom?: number
  days: readonly [from: number, until: number]
}
export const zones: readonly { name: string; countries: readonly (string | null)[]; ways: readonly Way[] }[] =
  [
    {
      name: 'Germany',
      countries: ['DE'],
      ways: [
        { name: 'Standard', currency: 'EUR', price: 490, freeFrom: 15_000, days: [2, 4] },
        { name: 'Express', currency: 'EUR', price: 1_490, days: [1, 1] },
      ],
    },
    {
      name: 'France',
      countries: ['FR'],
      ways: [
        { name: 'Standard', currency: 'EUR', price: 690, freeFrom: 15_000, days: [2, 4] },
        { name: 'Express', currency: 'EUR', price: 1_800, days: [1, 2] },
      ],
    },
    {
      name: 'United Kingdom',
      countries: ['GB'],
      ways: [
        { name: 'Standard', currency: 'GBP', price: 500, freeFrom: 15_000, days: [2, 3] },
        { name: 'Next day', currency: 'GBP', price: 1_200, days: [1, 1] },
        { name: 'International', currency: 'EUR', price: 1_900, days: [4, 7] },
      ],
    },
    {
      name: 'United States',
      countries: ['US'],
      ways: [
        { name: 'Ground', currency: 'USD', price: 900, freeFrom: 20_000, days: [3, 5] },
        { name: 'Two days', currency: 'USD', price: 2_500, days: [2, 2] },
        { name: 'International', currency: 'EUR', price: 3_900, days: [5, 9] },
      ],
    },
    {
      name: 'Japan',
      countries: ['JP'],
      ways: [
        { name: '宅配便', currency: 'JPY', price: 880, freeFrom: 20_000, days: [1, 3] },
        { name: 'International', currency: 'EUR', price: 4_500, days: [5, 9] },
      ],
    },
    {
      name: 'Neighbours in Europe',
      countries: ['AT', 'BE', 'ES', 'IT', 'NL'],
      ways: [{ name: 'Standard', currency: 'EUR', price: 1_200, freeFrom: 30_000, days: [3, 6] }],
    },
    {
      name: 'Everywhere else',
      countries: [null],
      ways: [
        { name: 'International', currency: 'EUR', price: 3_500, days: [5, 10] },
        { name: 'International', currency: 'GBP', price: 3_000, days: [5, 10] },
        { name: 'International', currency: 'USD', price: 4_500, days: [6, 12] },
        { name: 'International', currency: 'JPY', price: 5_500, days: [6, 12] },
      ],
    },
  ]

const website = 'https://maisonalder.example'
const entity = (
  country: string,
  name: string,
  address: string,
  taxId: string | null,
  language: string,
): LegalEntity => ({
  country,
  name,
  address,
  taxId,
  termsUrl: `${website}/${language}/terms`,
  returnsUrl: `${website}/${language}/returns`,
  privacyUrl: `${website}/${language}/privacy`,
  receiptNote: {
    en: 'Returns within 30 days',
    de: 'Rückgabe innerhalb von 30 Tagen',
    fr: 'Retours sous 30 jours',
    ja: '30日以内の返品を承ります',
  },
})
/** Made up, numbers included. */
export const sellers: readonly LegalEntity[] = [
  entity('DE', 'Maison Alder GmbH', 'Torstraße 140, 10119 Berlin', 'DE 317 204 886', 'de'),
  entity('FR', 'Maison Alder SARL', '17 rue du Four, 75006 Paris', 'FR 00 000 317 204', 'fr'),
  entity('GB', 'Maison Alder Ltd', '48 Marylebone High Street, London W1U 5HT', 'GB 000 3172 04', 'en'),
  entity('US', 'Maison Alder Inc.', '112 Greene Street, New York, NY 10012', null, 'en'),
  entity('JP', 'Maison Alder 合同会社', '〒107-0062 東京都港区南青山5-8-3', 'T0000000317204', 'ja'),
]
