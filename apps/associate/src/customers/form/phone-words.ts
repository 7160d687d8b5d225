import {
  AsYouType,
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'

/** A number as it is being typed, and the country whose rules it follows. */
export type PhoneInput = { text: string; country: string }

/**
 * The number after a keystroke, spaced as people of its country write it. What is taken away is left alone, or the
 * spaces would come back under the finger.
 */
export const typed = (before: PhoneInput, text: string): PhoneInput => {
  const country = countryOf(text) ?? before.country
  if (digits(text).length <= digits(before.text).length) return { text, country }
  return { text: new AsYouType(supported(country)).input(text), country }
}

/** As it is sent: with its country code where that can be told, else as it was typed, for the server to say what is wrong. */
export const sentPhone = ({ text, country }: PhoneInput): string => {
  const number = parsePhoneNumberFromString(text, supported(country))
  return number?.formatInternational() ?? text.trim()
}

/** Whether it can be a number by its length; an empty field is no mistake. */
export const mayBePhone = ({ text, country }: PhoneInput): boolean =>
  text.trim() === '' || parsePhoneNumberFromString(text, supported(country))?.isPossible() === true

/** «+49», or nothing for a place without telephones. */
export const callingCode = (country: string): string => {
  const known = supported(country)
  return known ? `+${getCountryCallingCode(known)}` : ''
}

const countryOf = (text: string): string | undefined => {
  if (!/^\s*(\+|00)/.test(text)) return undefined
  const asYouType = new AsYouType()
  asYouType.input(text.trim().replace(/^00/, '+'))
  return asYouType.getCountry()
}
const supported = (country: string): CountryCode | undefined =>
  isSupportedCountry(country) ? country : undefined
const digits = (text: string) => text.replace(/\D/g, '')
