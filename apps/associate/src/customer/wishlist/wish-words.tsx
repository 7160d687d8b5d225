import type { WishlistItem } from '@rapport/contract'
import { moneyInWords, useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'

/** «38 here», «XL here»; but not «One size here». */
const sayable = /\d|^.{1,4}$/u

/** «€ 690 · 38 here»: what a wish costs, and whether it can be had at this store now. */
export const WishWords = ({ wish }: { wish: WishlistItem }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const given = wish.variant?.size ?? wish.size
  const size = given !== null && sayable.test(given) ? given : null
  const here = wish.stockHere > 0
  const stock = here ? (size ? t('wishes.sizeHere', { size }) : t('wishes.here')) : t('wishes.notHere')
  const price = wish.price && moneyInWords(wish.price.amountMinor, wish.price.currency, language)
  return <span className="soft num">{[price, stock].filter(Boolean).join(' · ')}</span>
}

/** «Bottle green, 38»: which of the product they want, as far as they said. */
export const variantWords = ({ variant, size }: WishlistItem): string =>
  [variant?.colour, variant?.size ?? size].filter(Boolean).join(', ')
