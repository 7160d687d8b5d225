import type { TaxLine } from '@rapport/contract'
import { divideRounded, toMinor } from './divide.ts'

/** How something is taxed; without a label where no rate is known, which is no tax at all. */
export type Taxed = { taxIncluded: boolean; taxRatePpm: number; taxLabel: string | null }

const million = 1_000_000n

/** The tax of an amount: what it contains when it includes tax, else what comes on top. */
export function taxOf(amount: bigint, by: Taxed): bigint {
  if (by.taxLabel === null) return 0n
  const rate = BigInt(by.taxRatePpm)
  return divideRounded(amount * rate, by.taxIncluded ? million + rate : million)
}

/** The taxes of a receipt: one line for each label and rate, the highest rate first. What has no label is not taxed. */
export function taxLinesOf(taxed: readonly { by: Taxed; amount: bigint; tax: bigint }[]): TaxLine[] {
  const groups = new Map<string, { by: Taxed; label: string; net: bigint; tax: bigint }>()
  for (const { by, amount, tax } of taxed) {
    if (by.taxLabel === null) continue
    const key = JSON.stringify([by.taxLabel, by.taxRatePpm, by.taxIncluded])
    const group = groups.get(key) ?? { by, label: by.taxLabel, net: 0n, tax: 0n }
    groups.set(key, {
      ...group,
      net: group.net + amount - (by.taxIncluded ? tax : 0n),
      tax: group.tax + tax,
    })
  }
  return [...groups.values()]
    .map(group => ({
      label: group.label,
      ratePpm: group.by.taxRatePpm,
      included: group.by.taxIncluded,
      netMinor: toMinor(group.net),
      taxMinor: toMinor(group.tax),
    }))
    .sort(
      (a, b) =>
        b.ratePpm - a.ratePpm ||
        (a.label < b.label ? -1 : a.label > b.label ? 1 : 0) ||
        +b.included - +a.included,
    )
}
