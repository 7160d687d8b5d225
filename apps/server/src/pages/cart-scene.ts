import type { SharedContent, SharedItem } from './cart-content.ts'
import type { CartFacts } from './cart-page.ts'

/** The cart of the pages' tests: a blazer to fetch, trousers to be sent, ten percent off. */
const item = (n: number, rest: Partial<SharedItem>): SharedItem => ({
  id: `00000000-0000-4000-8000-00000000000${n}`,
  variantId: `00000000-0000-4000-9000-00000000000${n}`,
  name: 'Linen blazer',
  colour: 'Sand',
  size: '38',
  pictureUrl: '/goods/linen-blazer-sand.svg',
  quantity: 1,
  fulfilment: 'in_store',
  unitPriceMinor: 42_000,
  grossMinor: 42_000,
  ...rest,
})

export const sharedContent = (rest: Partial<SharedContent> = {}): SharedContent => ({
  currency: 'EUR',
  items: [
    item(1, {}),
    item(2, {
      name: 'Wide wool trousers',
      colour: 'Anthracite',
      pictureUrl: '/goods/wide-trousers-anthracite.svg',
      fulfilment: 'ship',
      unitPriceMinor: 26_000,
      grossMinor: 26_000,
    }),
  ],
  discounts: [{ itemId: null, kind: 'percent', value: 1000, reason: 'Welcome back', amountMinor: 6800 }],
  delivery: {
    option: {
      id: '00000000-0000-4000-a000-000000000001',
      name: 'Standard',
      priceMinor: 0,
      daysFrom: 3,
      daysUntil: 3,
    },
  },
  totals: {
    units: 2,
    grossMinor: 68_000,
    discountMinor: 6800,
    shippingMinor: 0,
    taxMinor: 9771,
    taxIncludedMinor: 9771,
    totalMinor: 61_200,
    taxLines: [{ label: 'VAT', ratePpm: 190_000, included: true, netMinor: 51_429, taxMinor: 9771 }],
  },
  ...rest,
})

export const cartFacts = (rest: Partial<CartFacts> = {}): CartFacts => ({
  token: 'a-token-that-nobody-guesses',
  state: 'open',
  version: 3,
  business: 'Maison Alder',
  associate: 'Maya',
  customer: { firstName: 'Priya', lastName: 'Raman', timeZone: null },
  store: { name: 'Berlin Mitte', city: 'Berlin', country: 'DE', timeZone: 'Europe/Berlin' },
  content: sharedContent(),
  goesTo: 'Goethestraße 14',
  choice: 'made',
  linkReady: true,
  reach: { channel: 'sms', address: '+493023125001' },
  seller: {
    name: 'Maison Alder GmbH',
    address: 'Torstraße 140, 10119 Berlin',
    taxId: 'DE 317 204 886',
    termsUrl: 'https://alder.example/terms',
    returnsUrl: 'https://alder.example/returns',
    privacyUrl: 'https://alder.example/privacy',
  },
  now: new Date('2026-11-23T10:00:00Z'),
  ...rest,
})
