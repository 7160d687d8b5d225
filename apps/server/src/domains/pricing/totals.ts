import type { CartTotals, Fulfilment } from '@rapport/contract'
import { type Discount, shareGivenAway, takenOff } from './discount.ts'
import { sumOf, toMinor } from './divide.ts'
import { spread } from './spread.ts'
import { type Taxed, taxLinesOf, taxOf } from './tax.ts'

export type LineToReckon = Taxed & {
  id: string
  quantity: number
  unitPriceMinor: number
  fulfilment: Fulfilment
  discount: Discount | null
}
/** Left out, the price of delivery includes its tax when the price of any of the goods does. */
export type DeliveryToReckon = Omit<Taxed, 'taxIncluded'> & {
  priceMinor: number
  taxIncluded?: boolean | undefined
}

export type ReckonedLine = {
  id: string
  /** Quantity times price. */
  grossMinor: number
  discountMinor: number
  /** Its part of the cart's discount. */
  cartDiscountMinor: number
  /** Contained in `totalMinor` when the price includes tax, else beside it. */
  taxMinor: number
  /** After discounts; without tax that is not included. */
  totalMinor: number
  /** What both discounts give away of its price, in hundredths of a percent; to be held against a role's limit. */
  discountShareBp: number
}
export type Reckoned = {
  lines: ReckonedLine[]
  /** What the goods cost after discounts: the total that delivery is chosen by. */
  goodsMinor: number
  /** What the cart's own discount comes to. */
  cartDiscountMinor: number
  delivery: { priceMinor: number; taxMinor: number; taxIncluded: boolean } | null
  totals: CartTotals
}

/**
 * What a cart comes to (CRT-4): quantity times price, less the line's discount, less its part of the cart's discount;
 * tax of what is left, line by line; delivery with a tax of its own. The lines add up to the total, to the unit.
 */
export function reckon(cart: {
  lines: readonly LineToReckon[]
  discount: Discount | null
  delivery: DeliveryToReckon | null
}): Reckoned {
  const priced = cart.lines.map(line => {
    const gross = BigInt(line.quantity) * BigInt(line.unitPriceMinor)
    const own = takenOff(line.discount, gross)
    return { line, gross, own, left: gross - own }
  })
  const goodsBefore = sumOf(priced.map(one => one.left))
  const cartDiscount = takenOff(cart.discount, goodsBefore)
  const parts = spread(
    cartDiscount,
    priced.map(one => one.left),
  )
  const lines = priced.map((one, index) => {
    const part = parts[index] ?? 0n
    const total = one.left - part
    const share = shareGivenAway(
      { gross: one.gross, discount: one.line.discount },
      { goods: goodsBefore, discount: cart.discount },
    )
    return { ...one, part, total, tax: taxOf(total, one.line), share }
  })
  const delivery = cart.delivery && reckonDelivery(cart.delivery, cart.lines)
  const taxed = [
    ...lines.map(({ line, total, tax }) => ({ by: line, amount: total, tax })),
    ...(delivery ? [delivery] : []),
  ]
  const goods = goodsBefore - cartDiscount
  const tax = sumOf(taxed.map(one => one.tax))
  const included = sumOf(taxed.filter(one => one.by.taxIncluded).map(one => one.tax))
  const shipping = delivery?.amount ?? 0n
  return {
    lines: lines.map(one => ({
      id: one.line.id,
      grossMinor: toMinor(one.gross),
      discountMinor: toMinor(one.own),
      cartDiscountMinor: toMinor(one.part),
      taxMinor: toMinor(one.tax),
      totalMinor: toMinor(one.total),
      discountShareBp: one.share,
    })),
    goodsMinor: toMinor(goods),
    cartDiscountMinor: toMinor(cartDiscount),
    delivery: delivery && {
      priceMinor: toMinor(delivery.amount),
      taxMinor: toMinor(delivery.tax),
      taxIncluded: delivery.by.taxIncluded,
    },
    totals: {
      units: cart.lines.reduce((all, line) => all + line.quantity, 0),
      grossMinor: toMinor(sumOf(lines.map(one => one.gross))),
      discountMinor: toMinor(sumOf(lines.map(one => one.own)) + cartDiscount),
      shippingMinor: toMinor(shipping),
      taxMinor: toMinor(tax),
      taxIncludedMinor: toMinor(included),
      totalMinor: toMinor(goods + shipping + tax - included),
      taxLines: taxLinesOf(taxed),
    },
  }
}

function reckonDelivery(delivery: DeliveryToReckon, lines: readonly LineToReckon[]) {
  const taxIncluded = delivery.taxIncluded ?? lines.some(line => line.taxIncluded)
  const by = { taxIncluded, taxRatePpm: delivery.taxRatePpm, taxLabel: delivery.taxLabel }
  const amount = BigInt(delivery.priceMinor)
  return { by, amount, tax: taxOf(amount, by) }
}
