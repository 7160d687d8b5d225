import type { TaxLine } from '@rapport/contract'
import { type PageLanguage, textOf } from './texts.ts'
import { moneyIn, shareIn } from './words.ts'

export type SumLine = { label: string; amount: string; good: boolean }
type NamedDiscount = { reason: string; percentBp: number | null; amountMinor: number; of: string | null }

/** «Welcome back, 10 %»; a reason that an erasure took is just a discount. */
export function discountLabel(language: PageLanguage, one: Omit<NamedDiscount, 'amountMinor'>): string {
  const reason = one.reason || textOf(language, 'change.discount')
  const share = one.percentBp === null ? '' : `, ${shareIn(language, one.percentBp * 100)}`
  return `${reason}${share}${one.of ? ` · ${one.of}` : ''}`
}

/** What comes off and on between the goods and the total. */
export function sumLines(
  language: PageLanguage,
  given: {
    currency: string
    discounts: readonly NamedDiscount[]
    delivery: { label: string; amountMinor: number } | null
    taxLines: readonly TaxLine[]
  },
): SumLine[] {
  const amount = (minor: number) => moneyIn(language, minor, given.currency)
  return [
    ...given.discounts.map(one => ({
      label: discountLabel(language, one),
      amount: amount(-one.amountMinor),
      good: true,
    })),
    ...(given.delivery
      ? [
          {
            label: given.delivery.label,
            amount: given.delivery.amountMinor
              ? amount(given.delivery.amountMinor)
              : textOf(language, 'sum.free'),
            good: false,
          },
        ]
      : []),
    ...given.taxLines
      .filter(tax => !tax.included && tax.taxMinor !== 0)
      .map(tax => ({
        label: `${tax.label} ${shareIn(language, tax.ratePpm)}`,
        amount: amount(tax.taxMinor),
        good: false,
      })),
  ]
}

/** «Includes € 97.71 VAT»: the tax that is in the prices already. */
export function includedTax(
  language: PageLanguage,
  currency: string,
  taxLines: readonly TaxLine[],
): SumLine[] {
  const included = taxLines.filter(tax => tax.included && tax.taxMinor !== 0)
  if (included.length === 0) return []
  const words = included.map(({ label, ratePpm, taxMinor }) => {
    const rate = included.length > 1 ? ` ${shareIn(language, ratePpm)}` : ''
    return `${moneyIn(language, taxMinor, currency)} ${label}${rate}`
  })
  return [{ label: textOf(language, 'sum.includes', { tax: words.join(', ') }), amount: '', good: false }]
}
