import { moneyInWords, useLocale } from '@rapport/ui'
import { IconChevronRight, IconShoppingBag } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCurrentCart } from '../cart/use-cart.ts'
import { useMay } from '../shell/session.ts'
import css from './cart-card.module.css'

/** That they have a cart, and the way into it: also where nobody has written to them yet. */
export const CartCard = ({ customerId }: { customerId: string }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const may = useMay('cart.edit')
  const cart = useCurrentCart(may ? customerId : undefined).data?.cart
  if (!cart || cart.items.length === 0) return null
  const amount = moneyInWords(cart.totals.totalMinor, cart.currency, language)
  return (
    <Link className={css.card} to="/customers/$customerId/cart" params={{ customerId }} search={now => now}>
      <IconShoppingBag size={20} stroke={1.7} aria-hidden />
      <span className={css.words}>
        <b>{t('inTheCart.title')}</b>
        <span className="num">{t('savedCarts.summary', { count: cart.totals.units, amount })}</span>
      </span>
      <IconChevronRight size={20} stroke={1.7} aria-hidden />
    </Link>
  )
}
