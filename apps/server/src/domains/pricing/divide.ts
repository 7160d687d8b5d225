/** A share of an amount in whole minor units, rounded half away from zero (CRT-4). Divisor above zero. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n
  // An odd divisor has no exact half, so the half that is cut off here can decide nothing.
  return dividend < 0n ? -((half - dividend) / divisor) : (dividend + half) / divisor
}

/** @throws RangeError when an amount is larger than a number can hold to the unit */
export function toMinor(amount: bigint): number {
  const minor = Number(amount)
  if (!Number.isSafeInteger(minor))
    throw new RangeError(`${amount} minor units are more than can be reckoned with.`)
  return minor
}

export const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n)
