import type { Price } from '@rapport/contract'

/**
 * A price as a text message takes it: «€690», «690 €», «¥12,000»; cents only where there are some. Its spaces are plain
 * ones, for another would make an SMS of 160 letters one of 70.
 */
export function priceInText({ currency, amountMinor }: Price, language: string): string {
  const money = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  })
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2
  return money.format(amountMinor / 10 ** digits).replace(/[\u00a0\u202f]/g, ' ')
}
