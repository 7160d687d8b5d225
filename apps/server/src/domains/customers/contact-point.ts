import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'

/**
 * The one spelling of a phone number that is kept: E.164, with the variants of three countries folded into one.
 * Brazil: mobiles got a leading 9; Argentina: mobiles are written with and without the 9 after +54;
 * Mexico: the 1 after +52 went in 2019 and still arrives.
 * @param country for a number written without its country code
 * @returns null when it cannot be a number that exists
 */
export function canonicalPhone(entered: string, country?: string): string | null {
  const plain = entered.normalize('NFKC').replace(/^\s*00/, '+')
  const folded = foldVariants(withPlus(plain, country as CountryCode | undefined) ?? plain)
  const parsed = parsePhoneNumberFromString(folded, country as CountryCode | undefined)
  if (!parsed?.isPossible()) return null
  const canonical = foldVariants(parsed.number)
  return parsePhoneNumberFromString(canonical)?.isPossible() ? canonical : null
}

/**
 * Spreadsheets lose the plus. A number of the country that begins with its code, and is a mobile's only when read so, was
 * written with it: in Germany 491719… would else be a telephone in Leer.
 */
function withPlus(entered: string, country: CountryCode | undefined): string | undefined {
  const digits = entered.replace(/\D/g, '')
  if (!country || entered.includes('+') || !isSupportedCountry(country)) return undefined
  if (!digits.startsWith(getCountryCallingCode(country))) return undefined
  const read = parsePhoneNumberFromString(`+${digits}`)
  const asMobile = read?.isValid() && read.country === country && mobile.includes(read.getType())
  const national = parsePhoneNumberFromString(entered, country)
  return asMobile && !(national?.isValid() && mobile.includes(national.getType())) ? `+${digits}` : undefined
}
const mobile: (string | undefined)[] = ['MOBILE', 'FIXED_LINE_OR_MOBILE']

/** The WhatsApp id of whoever shows their number is the number without its plus. */
export const whatsappOf = (phone: string): string => phone.replace(/^\+/, '')
export const phoneOf = (whatsappId: string): string => `+${whatsappId}`

/**
 * The one spelling of a WhatsApp id that is kept: a number without its plus, or Meta's own id of someone who hides their
 * number, a country's code, a dot and up to 128 letters and digits (business-scoped user id, 2026).
 * @param country for a number written without its country code
 * @returns null when it can be neither
 */
export function canonicalWhatsapp(entered: string, country?: string): string | null {
  const id = entered.trim()
  if (isHidden(id)) return id.slice(0, 2).toUpperCase() + id.slice(2)
  const phone = canonicalPhone(/^\d/.test(id) ? `+${id}` : id, country)
  return phone && whatsappOf(phone)
}

/** Whether a WhatsApp id says nothing of a number. */
export const isHidden = (whatsappId: string): boolean => /^[a-z]{2}\.[a-z\d]{1,128}$/i.test(whatsappId)

function foldVariants(number: string): string {
  const digits = number.replace(/[^\d+]/g, '')
  if (!digits.startsWith('+')) return number
  return digits
    .replace(/^\+55(\d\d)([6-9]\d{7})$/, '+55$19$2')
    .replace(/^\+54(?!9)(\d{10})$/, '+549$1')
    .replace(/^\+521(\d{10})$/, '+52$1')
}

/** As people of that country write it, for screens. */
export const shownPhone = (canonical: string): string =>
  parsePhoneNumberFromString(canonical)?.formatInternational() ?? canonical

/** The country a number belongs to, ISO 3166-1. */
export const countryOfPhone = (canonical: string): string | null =>
  parsePhoneNumberFromString(canonical)?.country ?? null

export const canonicalEmail = (entered: string): string => entered.trim().normalize('NFKC').toLowerCase()
