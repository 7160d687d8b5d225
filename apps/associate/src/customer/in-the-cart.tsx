import { moneyInWords, Tile, useLocale } from '@rapport/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCurrentCart } from '../cart/use-cart.ts'
import { useMay } from '../shell/session.ts'
import css from './customer-panel.module.css'

const shown = 4

/** What is in their cart, beside the conversation. */
export const InTheCart = ({ customerId }: { customerId: string }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const may = useMay('cart.edit')
  const cart = useCurrentCart(may ? customerId : undefined).data?.cart
  if (!cart || cart.items.length === 0) return null
  return (
    <section className={css.part}>
      <div className={css.title}>
        <h3 className="d16">{t('inTheCart.title')}</h3>
        <Link className={css.open} to="/customers/$customerId/cart" params={{ customerId }}>
          {t('inTheCart.until')}
        </Link>
      </div>
      {cart.items.slice(0, shown).map(item => (
        <div key={item.id} className={css.mini}>
          <Tile src={item.pictureUrl} size="small" />
          <div className={css.words}>
            <p>{[item.name, item.size].filter(Boolean).join(', ')}</p>
            <p className="soft">{t(item.fulfilment === 'ship' ? 'cart.ship' : 'cart.inStore')}</p>
          </div>
          <span className="num">
            {moneyInWords(item.grossMinor - item.discountMinor, cart.currency, language)}
          </span>
        </div>
      ))}
    </section>
  )
}
