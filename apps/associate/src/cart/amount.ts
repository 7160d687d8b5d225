import { minorDigits } from '@rapport/ui'

/**
 * What someone typed as an amount, in minor units: «12», «12,50», «1.250,00», «1,250.00». The last mark with at most as
 * many digits behind it as the currency has is the point; null where it is no amount.
 */
export const typedAmount = (words: string, currency: string): number | null =>
  typed(words, minorDigits(currency))

/** What someone typed as a percentage, in hundredths of a percent; null where it is none, or more than the whole. */
export const typedPercent = (words: string): number | null => {
  const value = typed(words.replace('%', ''), 2)
  return value !== null && value <= 10_000 ? value : null
}

const typed = (words: string, digits: number): number | null => {
  const bare = words.replaceAll(/[\s\u00a0'’]/g, '')
  const found = /^(?<whole>\d[\d.,]*?)(?:[.,](?<part>\d+))?$/.exec(bare)?.groups
  if (!found) return null
  let { whole = '', part = '' } = found
  // «1.250» is a thousand and more: no currency and no percentage here has three digits behind the point but those that say so.
  if (part.length > digits) {
    if (part.length !== 3) return null
    whole += part
    part = ''
  }
  const groups = whole.split(/[.,]/)
  if (groups.slice(1).some(group => group.length !== 3)) return null
  const value = Number(`${groups.join('')}${part.padEnd(digits, '0')}`)
  return Number.isSafeInteger(value) && value > 0 ? value : null
}
