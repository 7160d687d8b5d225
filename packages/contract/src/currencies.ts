import { z } from 'zod'

const inUse = new Set(Intl.supportedValuesOf('currency'))
const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' })

/** Is it a currency of ISO 4217, in upper case? Also one that is gone: orders of years ago were paid in it. */
export const isCurrency = (code: string): boolean =>
  // What else begins with X are metals, tests and the lack of a currency.
  inUse.has(code) || (/^[A-WYZ][A-Z]{2}$/.test(code) && names.of(code) !== undefined)

const says = 'This is no currency. Give its three letters of ISO 4217, upper case, as in EUR.'
/** A currency that somebody gives us. What we answer is not asked again: it has been taken. */
export const GivenCurrency = z
  .string()
  .regex(/^[A-Z]{3}$/, says)
  .refine(isCurrency, says)
