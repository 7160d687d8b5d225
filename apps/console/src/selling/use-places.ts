import type { ShippingZone } from '@rapport/contract'
import { useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'

type Place = ShippingZone['places'][number]
const written = /^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/

/** «DE, US-NY» as places; null when something in it is none. */
export function placesOf(typed: string): Place[] | null {
  const parts = typed
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(part => written.exec(part))
  return parts.includes(null)
    ? null
    : parts.map(part => ({ country: part?.[1] ?? null, region: part?.[2] ?? null }))
}

export const writePlaces = (places: readonly Place[]) =>
  places
    .filter(place => place.country !== null)
    .map(({ country, region }) => (region === null ? country : `${country}-${region}`))
    .join(', ')

/** Places in words: «Germany», «United States (NY)», «Everywhere else». */
export const usePlaceName = () => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' })
  return ({ country, region }: Place): string => {
    if (country === null) return t('selling.everywhere')
    const name = names.of(country) ?? country
    return region === null ? name : `${name} (${region})`
  }
}
