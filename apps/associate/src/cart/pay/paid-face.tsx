import { Button } from '@mantine/core'
import type { Cart } from '@rapport/contract'
import { moneyExactly, useLocale } from '@rapport/ui'
import { IconCircleCheck } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import css from './pay.module.css'

/** It is paid: the sum, and the way to the order. */
export const PaidFace = ({ cart, onClose }: { cart: Cart; onClose: () => void }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const navigate = useNavigate()
  const { orderId, customer } = cart
  return (
    <div className={css.paid} role="status">
      <IconCircleCheck size={64} stroke={1.3} aria-hidden />
      <p className="d28">{t('pay.paid')}</p>
      <p className={css.sum}>{moneyExactly(cart.totals.totalMinor, cart.currency, language)}</p>
      <div className={css.actions}>
        <Button variant="default" onClick={onClose}>
          {t('cart.done')}
        </Button>
        {orderId && (
          <Button
            onClick={() =>
              void navigate({
                to: '/customers/$customerId/orders/$orderId',
                params: { customerId: customer.id, orderId },
              })
            }
          >
            {t('pay.seeOrder')}
          </Button>
        )}
      </div>
    </div>
  )
}
