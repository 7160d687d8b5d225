import type { Language } from '@rapport/contract'

export type StoreData = {
  key: string
  name: string
  city: string
  country: string
  region: string | null
  zone: string
  language: Language
  kind: 'production' | 'sandbox'
  landline: string
  /** Numbers set aside for film and television where a country has such, see phone-ranges.ts. */
  phone: string
  keywordReplies: 'provider' | 'rapport'
  mms: boolean
  opened: string
  testNumbers: readonly string[]
}

const production = {
  region: null,
  kind: 'production',
  keywordReplies: 'rapport',
  mms: false,
  testNumbers: [],
} as const

export const stores: readonly StoreData[] = [
  {
    ...production,
    key: 'berlin',
    name: 'Berlin Mitte',
    city: 'Berlin',
    country: 'DE',
    zone: 'Europe/Berlin',
    language: 'de',
    landline: '+493023125042',
    phone: '+493055570142',
    opened: '2021-09-02',
  },
  {
    ...production,
    key: 'hamburg',
    name: 'Hamburg Neuer Wall',
    city: 'Hamburg',
    country: 'DE',
    zone: 'Europe/Berlin',
    language: 'de',
    landline: '+494066969028',
    phone: '+494055570128',
    opened: '2022-04-07',
  },
  {
    ...production,
    key: 'newyork',
    name: 'New York SoHo',
    city: 'New York',
    country: 'US',
    region: 'NY',
    zone: 'America/New_York',
    language: 'en',
    landline: '+12125550119',
    phone: '+16465550142',
    keywordReplies: 'provider',
    mms: true,
    opened: '2022-10-13',
  },
  {
    ...production,
    key: 'london',
    name: 'London Marylebone',
    city: 'London',
    country: 'GB',
    zone: 'Europe/London',
    language: 'en',
    landline: '+442079460142',
    phone: '+447400000900',
    opened: '2022-03-17',
  },
  {
    ...production,
    key: 'paris',
    name: 'Paris Saint-Germain',
    city: 'Paris',
    country: 'FR',
    zone: 'Europe/Paris',
    language: 'fr',
    landline: '+33199001442',
    phone: '+33639980042',
    opened: '2023-02-09',
  },
  {
    ...production,
    key: 'tokyo',
    name: 'Tokyo Aoyama',
    city: 'Tokyo',
    country: 'JP',
    zone: 'Asia/Tokyo',
    language: 'ja',
    landline: '+81355570142',
    phone: '+815031550142',
    opened: '2024-03-20',
  },
  {
    ...production,
    key: 'test',
    name: 'Test store Berlin',
    city: 'Berlin',
    country: 'DE',
    zone: 'Europe/Berlin',
    language: 'de',
    kind: 'sandbox',
    landline: '+493023125099',
    phone: '+491713920099',
    opened: '2021-08-19',
    testNumbers: ['+491713920090', '+491713920091'],
  },
]
