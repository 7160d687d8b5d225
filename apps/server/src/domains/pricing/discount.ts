import { divideRounded } from './divide.ts'

/** An amount of the whole line or cart in minor units, or a part of it in hundredths of a percent. */
export type Discount = { kind: 'amount' | 'percent'; value: number }

const whole = 10_000n
type Fraction = { of: bigint; in: bigint }

/** What a discount takes off an amount: never more than there is. */
export function takenOff(discount: Discount | null, from: bigint): bigint {
  if (!discount) return 0n
  const value = BigInt(discount.value)
  return atMost(discount.kind === 'percent' ? divideRounded(from * value, whole) : value, from)
}

/**
 * How much of a line's price its own discount and the cart's give away together, in hundredths of a percent, rounded
 * up so that a limit is never passed. Reckoned from the discounts as they were given: ten percent are ten percent, also
 * where the cent that rounding adds makes a little more of them.
 */
export function shareGivenAway(
  line: { gross: bigint; discount: Discount | null },
  cart: { goods: bigint; discount: Discount | null },
): number {
  if (line.gross === 0n) return 0
  const own = keptOf(line.discount, line.gross)
  const cartwide = keptOf(cart.discount, cart.goods)
  return Number(whole - (whole * own.of * cartwide.of) / (own.in * cartwide.in))
}

function keptOf(discount: Discount | null, from: bigint): Fraction {
  if (!discount || from === 0n) return { of: 1n, in: 1n }
  const value = BigInt(discount.value)
  const base = discount.kind === 'percent' ? whole : from
  return { of: base - atMost(value, base), in: base }
}

const atMost = (amount: bigint, limit: bigint) => (amount > limit ? limit : amount)
