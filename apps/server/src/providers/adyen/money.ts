import { PaymentRejected } from '../payment.ts'

/**
 * How many places more than ISO 4217 Adyen's minor unit of a currency has. Everywhere else the two agree.
 * Source: Adyen's table of currency codes, as of 2026-11-22: CLP 2 (ISO 0), CVE 0 (ISO 2), IDR 0 (ISO 2), ISK 2 (ISO 0).
 */
const morePlaces: Record<string, number> = { CLP: 2, ISK: 2, CVE: -2, IDR: -2 }

/**
 * Our minor units (ISO 4217) as Adyen's.
 * @throws PaymentRejected when Adyen's unit is too coarse for it
 */
export function toAdyen(currency: string, amountMinor: number): number {
  const more = morePlaces[currency] ?? 0
  if (more >= 0) return amountMinor * 10 ** more
  const unit = 10 ** -more
  if (amountMinor % unit !== 0)
    throw new PaymentRejected('decimals', `Adyen takes ${currency} without decimals: ${amountMinor} is not.`)
  return amountMinor / unit
}

/** Adyen's minor units as ours. What is finer than our unit does not come: we never asked for it. */
export function fromAdyen(currency: string, value: number): number {
  const more = morePlaces[currency] ?? 0
  return more >= 0 ? Math.trunc(value / 10 ** more) : value * 10 ** -more
}
