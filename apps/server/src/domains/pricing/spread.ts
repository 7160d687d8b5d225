import { sumOf } from './divide.ts'

/**
 * Splits an amount over parts in proportion to their weights, to the unit: the largest remainders get what rounding
 * down left over, and of equal ones the earlier. No part gets more than its weight while the amount is not more than all.
 */
export function spread(amount: bigint, weights: readonly bigint[]): bigint[] {
  const all = sumOf(weights)
  if (all === 0n) return weights.map(() => 0n)
  const parts = weights.map((weight, index) => ({
    index,
    share: (amount * weight) / all,
    remainder: (amount * weight) % all,
  }))
  const left = Number(amount - sumOf(parts.map(part => part.share)))
  const luckiest = parts.toSorted((a, b) => compare(b.remainder, a.remainder) || a.index - b.index)
  const more = new Set(luckiest.slice(0, left).map(part => part.index))
  return parts.map(part => part.share + (more.has(part.index) ? 1n : 0n))
}

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)
