import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/max'
import { canonicalPhone } from './contact-point.ts'

/**
 * The keys in `customer_keys` that a number, whole or only partly typed, may begin: as written with its country code, as
 * dialled inside the store's country, and by its last digits.
 */
export function phoneBeginnings(typed: string, country: string): string[] {
  const text = typed.normalize('NFKC').trim()
  if (/\p{L}/u.test(text)) return []
  const digits = text.replace(/\D/g, '')
  if (digits.length < 4) return []
  const whole = canonicalPhone(text, country)?.slice(1)
  const international = text.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null
  const national = international ? [] : [`${callingCode(country)}${digits.replace(/^0/, '')}`, digits]
  const beginnings = [...(whole ? [whole] : []), ...(international ? [international] : national)]
  return [
    ...new Set([
      ...beginnings.flatMap(one => withVariants(one)).map(one => `p${one}`),
      ...(international ? [] : [`r${[...digits].reverse().join('')}`]),
    ]),
  ].filter(key => key.length > 4)
}

function callingCode(country: string): string {
  try {
    return getCountryCallingCode(country as CountryCode)
  } catch {
    return ''
  }
}

/** As `canonicalPhone` folds whole numbers of Brazil, Argentina and Mexico, but for ones that are not complete. */
function withVariants(digits: string): string[] {
  if (/^54(?!9)\d/.test(digits)) return [digits, `549${digits.slice(2)}`]
  if (/^521\d/.test(digits)) return [digits, `52${digits.slice(3)}`]
  if (/^55\d\d[6-8]/.test(digits)) return [digits, `${digits.slice(0, 4)}9${digits.slice(4)}`]
  return [digits]
}
