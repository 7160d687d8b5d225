export type { Discount } from './discount.ts'
export { legalEntityOf, receiptNoteIn, type Seller } from './legal-entities.ts'
export { type Place, placeOf } from './place.ts'
export { readSellingSettings } from './settings.ts'
export { shippingOptions } from './shipping-options.ts'
export { type RateAt, taxRateFor, taxRatesAt } from './tax-rates.ts'
export {
  type DeliveryToReckon,
  type LineToReckon,
  type Reckoned,
  type ReckonedLine,
  reckon,
} from './totals.ts'
