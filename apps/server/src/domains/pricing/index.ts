export type { Discount } from './discount.ts'
export {
  type DeliveryToReckon,
  type LineToReckon,
  type Reckoned,
  type ReckonedLine,
  reckon,
} from './totals.ts'
