import type { Language } from '@rapport/contract'
import type names from './names.json'

export type Origin = keyof typeof names
type Community = {
  origin: Origin
  /** How many of the store's customers. */
  count: number
  language: Language
  country: string
  cities: readonly string[]
  zone?: string
}

/** Who shops where, besides the cast: mostly the neighbours, some who travel. */
export const communities: Readonly<Record<string, readonly Community[]>> = {
  berlin: [
    {
      origin: 'de',
      count: 81,
      language: 'de',
      country: 'DE',
      cities: ['Berlin', 'Berlin', 'Berlin', 'Potsdam', 'Leipzig', 'Dresden'],
    },
    { origin: 'gb', count: 6, language: 'en', country: 'DE', cities: ['Berlin'] },
    { origin: 'us', count: 5, language: 'en', country: 'DE', cities: ['Berlin'] },
    { origin: 'pl', count: 7, language: 'pl', country: 'PL', cities: ['Poznań', 'Szczecin', 'Wrocław'] },
    { origin: 'it', count: 5, language: 'it', country: 'IT', cities: ['Milano', 'Bologna', 'Torino'] },
    { origin: 'sv', count: 5, language: 'sv', country: 'SE', cities: ['Stockholm', 'Malmö'] },
    { origin: 'de', count: 5, language: 'de', country: 'AT', cities: ['Wien', 'Salzburg'] },
    { origin: 'de', count: 4, language: 'de', country: 'CH', cities: ['Zürich', 'Basel'] },
    { origin: 'zh', count: 3, language: 'zh', country: 'DE', cities: ['Berlin'] },
  ],
  hamburg: [
    {
      origin: 'de',
      count: 43,
      language: 'de',
      country: 'DE',
      cities: ['Hamburg', 'Hamburg', 'Lübeck', 'Bremen', 'Kiel'],
    },
    { origin: 'nl', count: 3, language: 'nl', country: 'NL', cities: ['Groningen', 'Amsterdam'] },
    { origin: 'sv', count: 2, language: 'sv', country: 'SE', cities: ['Göteborg'] },
  ],
  newyork: [
    {
      origin: 'us',
      count: 44,
      language: 'en',
      country: 'US',
      cities: ['New York', 'Brooklyn', 'Queens', 'Hoboken', 'Greenwich'],
    },
    {
      origin: 'mx',
      count: 5,
      language: 'es',
      country: 'MX',
      cities: ['Ciudad de México', 'Monterrey'],
      zone: 'America/Mexico_City',
    },
    {
      origin: 'br',
      count: 4,
      language: 'en',
      country: 'BR',
      cities: ['São Paulo', 'Belo Horizonte'],
      zone: 'America/Sao_Paulo',
    },
    {
      origin: 'es',
      count: 3,
      language: 'es',
      country: 'AR',
      cities: ['Buenos Aires'],
      zone: 'America/Argentina/Buenos_Aires',
    },
  ],
  london: [
    {
      origin: 'gb',
      count: 39,
      language: 'en',
      country: 'GB',
      cities: ['London', 'London', 'London', 'Bath', 'Edinburgh', 'Oxford'],
    },
    { origin: 'fr', count: 2, language: 'fr', country: 'GB', cities: ['London'] },
    { origin: 'es', count: 2, language: 'es', country: 'ES', cities: ['Madrid', 'Bilbao'] },
  ],
  paris: [
    {
      origin: 'fr',
      count: 33,
      language: 'fr',
      country: 'FR',
      cities: ['Paris', 'Paris', 'Paris', 'Versailles', 'Lyon', 'Bordeaux'],
    },
    { origin: 'us', count: 2, language: 'en', country: 'FR', cities: ['Paris'] },
    { origin: 'es', count: 2, language: 'es', country: 'ES', cities: ['Barcelona', 'San Sebastián'] },
  ],
  tokyo: [
    {
      origin: 'ja',
      count: 27,
      language: 'ja',
      country: 'JP',
      cities: ['東京', '東京', '横浜', '鎌倉', '千葉'],
    },
    { origin: 'us', count: 3, language: 'en', country: 'JP', cities: ['Tokyo'] },
  ],
}

/** How many of a store's neighbours have a thread; a store's cast comes on top. */
export const chattingNeighbours: Readonly<Record<string, number>> = {
  berlin: 9,
  hamburg: 5,
  newyork: 6,
  london: 6,
  paris: 5,
  tokyo: 4,
}
