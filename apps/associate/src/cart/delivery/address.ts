import type { Address, OrderAddress } from '@rapport/contract'

/** An address as a cart takes it: with its country. */
export type CartAddress = OrderAddress & { country: string }

/** An address of the profile, for a parcel. */
export const fromProfile = (address: Address): CartAddress => ({
  name: address.recipient,
  line1: address.line1,
  line2: address.line2,
  postalCode: address.postalCode,
  city: address.city,
  region: address.region,
  country: address.country,
})

const parts = ['line1', 'line2', 'postalCode', 'city', 'region', 'country'] as const

/** The same place; whose name is on the parcel does not make it another. */
export const sameAddress = (one: OrderAddress, other: OrderAddress): boolean =>
  parts.every(part => (one[part] ?? '').trim() === (other[part] ?? '').trim())

/** «Goethestraße 14, 10623 Berlin». */
export const addressInWords = (address: OrderAddress): string =>
  [address.line1, [address.postalCode, address.city].filter(Boolean).join(' ')].filter(Boolean).join(', ')
