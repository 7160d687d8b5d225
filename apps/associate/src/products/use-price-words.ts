import type { Price } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'

/** «€ 690», in the reader's language; nothing where there is no price. */
export const usePriceWords = () => {
  const { language } = useLocale()
  return (price: Price | null | undefined): string | null =>
    price ? moneyInWords(price.amountMinor, price.currency, language) : null
}
