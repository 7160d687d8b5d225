const formats = new Map<string, Intl.NumberFormat>()
const format = (language: string, currency: string) => {
  const key = `${language} ${currency}`
  const known =
    formats.get(key) ??
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      trailingZeroDisplay: 'stripIfInteger',
    })
  formats.set(key, known)
  return known
}

/**
 * «€ 690», «€ 12.50», «¥ 12,000», «690 €»: an amount in minor units, as it is said in that language; cents only where
 * there are some. A sign that would touch the number stands a little away from it.
 */
export const moneyInWords = (amountMinor: number, currency: string, language: string): string => {
  const money = format(language, currency)
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
