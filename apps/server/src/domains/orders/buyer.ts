import { type GivenOrder, type Language, languages } from '@rapport/contract'
import { canonicalEmail, canonicalPhone, countryOfPhone, shownPhone } from '../customers/contact-point.ts'
import type { Place } from './places.ts'

/** Who bought, as far as the order says: every spelling of a phone or an email is one. */
export type Buyer = {
  externalId: string | null
  phone: string | null
  phoneEntered: string
  phoneCountry: string | null
  email: string | null
  emailEntered: string
  firstName: string
  lastName: string
  language: Language | null
  birthday: string | null
  country: string | null
  region: string | null
  city: string | null
}

/** Reads the buyer of an order. What cannot be a phone or an email is no key; the order keeps what was given. */
export function buyerOf(order: GivenOrder, store: Place | undefined): Buyer {
  const given: NonNullable<GivenOrder['customer']> = order.customer ?? {}
  const address = given.address ?? order.shippingAddress
  const stated = countryCode(address?.country)
  const entered = given.phone || given.address?.phone || ''
  const phone = entered ? canonicalPhone(entered, stated ?? store?.country) : null
  const email = given.email ? canonicalEmail(given.email) : ''
  const [first, last] = nameOf(given, address?.name)
  const phoneCountry = phone && countryOfPhone(phone)
  return {
    externalId: given.externalId || null,
    phone,
    phoneEntered: entered,
    phoneCountry,
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : null,
    emailEntered: given.email ?? '',
    firstName: first,
    lastName: last,
    language: languageCode(given.language),
    birthday: given.birthday ?? null,
    country: stated ?? phoneCountry,
    region: address?.region || null,
    city: address?.city || null,
  }
}

/** What to call someone of whom the order gives no name. */
export function nameOfBuyer(buyer: Buyer): { first: string; last: string } {
  if (buyer.firstName || buyer.lastName)
    return { first: buyer.firstName || buyer.lastName, last: buyer.firstName ? buyer.lastName : '' }
  const unnamed = buyer.phone ? shownPhone(buyer.phone) : (buyer.email ?? buyer.externalId ?? '')
  return { first: unnamed.slice(0, 80), last: '' }
}

/** Is this name only a phone, an email or an id that stands where a name was missing? */
export const isPlaceholder = (name: { first_name: string; last_name: string }, keys: readonly string[]) =>
  name.last_name === '' && keys.includes(name.first_name)

function nameOf(given: NonNullable<GivenOrder['customer']>, whole?: string | null) {
  if (given.firstName || given.lastName) return [given.firstName ?? '', given.lastName ?? ''] as const
  const words = (whole ?? '').trim().split(/\s+/)
  return [words.slice(0, -1).join(' ').slice(0, 80), (words.at(-1) ?? '').slice(0, 80)] as const
}

const countryCode = (given: string | null | undefined) =>
  given && /^[a-z]{2}$/i.test(given) ? given.toUpperCase() : null

/** BCP 47 to a language that Rapport speaks. */
export function languageCode(given: string | null | undefined): Language | null {
  const code = given?.trim().slice(0, 2).toLowerCase()
  return languages.find(language => language === code) ?? null
}
