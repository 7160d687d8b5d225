const formats = new Map<string, Intl.NumberFormat>()
const format = (language: string, currency: string, trailingZeroDisplay: 'auto' | 'stripIfInteger') => {
  const key = `${language} ${currency} ${trailingZeroDisplay}`
  const known =
    formats.get(key) ??
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      trailingZeroDisplay,
    })
  formats.set(key, known)
  return known
}

/**
 * «€ 690», «€ 12.50», «¥ 12,000», «690 €»: an amount in minor units, as it is said in that language; cents only where
 * there are some. A sign that would touch the number stands a little away from it.
 */
export const moneyInWords = (amountMinor: number, currency: string, language: string): string =>
  said(amountMinor, format(language, currency, 'stripIfInteger'))

/** «€ 680.00»: the same to the last cent, for sums that are added up before one's eyes. */
export const moneyExactly = (amountMinor: number, currency: string, language: string): string =>
  said(amountMinor, format(language, currency, 'auto'))

/** How many digits of a currency stand behind the point: two of euros, none of yen. */
export const minorDigits = (currency: string): number =>
  format('en', currency, 'auto').resolvedOptions().maximumFractionDigits ?? 2

const said = (amountMinor: number, money: Intl.NumberFormat): string => {
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2
  const parts = money.formatToParts(amountMinor / 10 ** digits)
  return parts
    .map(({ type, value }, at) => {
      const touches = type === 'currency' && parts[at + 1]?.type === 'integer'
      if (type === 'minusSign') return '−'
      return touches ? `${value}\u00a0` : value
    })
    .join('')
}
