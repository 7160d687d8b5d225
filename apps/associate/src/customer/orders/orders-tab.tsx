import { EmptyState } from '@rapport/ui'
import { IconShoppingBag } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../../shell/faces.tsx'
import { MoreBelow } from '../more-below.tsx'
import { useCustomer } from '../use-customer.ts'
import { OrderCard } from './order-card.tsx'
import css from './orders.module.css'
import { OrdersSkeleton } from './orders-skeleton.tsx'
import { useOrders } from './use-orders.ts'

/** Everything they bought, wherever it was. */
export const OrdersTab = () => {
  const { t } = useTranslation()
  const customer = useCustomer()
  const { pages, orders } = useOrders(customer.id)
  if (!orders)
    return pages.error ? (
      <LoadFailed error={pages.error} onRetry={() => void pages.refetch()} />
    ) : (
      <OrdersSkeleton />
    )
  if (orders.length === 0)
    return (
      <EmptyState
        icon={<IconShoppingBag aria-hidden />}
        text={t('orders.none', { name: customer.firstName || customer.name })}
      />
    )
  return (
    <>
      <ul className={css.list} aria-label={t('profile.tab.orders')}>
        {orders.map(order => (
          <li key={order.id} className={css.item}>
            <OrderCard order={order} customerId={customer.id} />
          </li>
        ))}
      </ul>
      <MoreBelow pages={pages} />
    </>
  )
}
