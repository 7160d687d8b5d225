import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import css from './added.module.css'
import { calledBy, type InCart } from './use-add-to-cart.ts'

/** Says what is in whose cart now, and the way there. */
export const Added = ({ what, customer }: InCart) => {
  const { t } = useTranslation()
  return (
    <div className={css.added} role="status">
      <IconCheck size={20} stroke={1.8} aria-hidden />
      <span>{t('products.added', { what, name: calledBy(customer) })}</span>
      <Link to="/customers/$customerId/cart" params={{ customerId: customer.id }} className={css.link}>
        {t('products.toCart')}
      </Link>
    </div>
  )
}
