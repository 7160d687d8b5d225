import { orpc } from '@rapport/client'
import type { Order } from '@rapport/contract'
import { exactDay, Tap, TopBar, useLocale } from '@rapport/ui'
import { IconChevronLeft, IconMessageCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../../shell/faces.tsx'
import { NoSuchCustomer } from '../no-such-customer.tsx'
import page from '../profile-page.module.css'
import { Section } from '../section.tsx'
import { isNothingThere } from '../use-customer.ts'
import { OrderMoney } from './money/order-money.tsx'
import { OrderHistory } from './order-history.tsx'
import { OrderLines } from './order-lines.tsx'
import { Deliveries, Returns } from './order-movements.tsx'
import css from './order-page.module.css'
import { OrderTags, toldOf } from './order-tags.tsx'
import { OrderTotals } from './order-totals.tsx'
import { OrdersSkeleton } from './orders-skeleton.tsx'

const route = getRouteApi('/app/customers/$customerId/orders/$orderId')

/** One order: what, from where, what became of it, and how the sum came about. */
export const OrderPage = () => {
  const { t } = useTranslation()
  const { customerId, orderId } = route.useParams()
  const query = useQuery(orpc.orders.get.queryOptions({ input: { orderId } }))
  const router = useRouter()
  const navigate = useNavigate()
  const back = () => {
    if (router.history.canGoBack()) router.history.back()
    else void navigate({ to: '/customers/$customerId/orders', params: { customerId }, replace: true })
  }
  return (
    <div className={page.page} data-profile>
      <div className={page.column}>
        <TopBar
          back={
            <Tap label={t('app.back')} onClick={back}>
              <IconChevronLeft size={24} stroke={1.6} aria-hidden />
            </Tap>
          }
        />
        {query.data ? (
          <Whole order={query.data} />
        ) : query.isPending ? (
          <OrdersSkeleton />
        ) : isNothingThere(query.error) ? (
          <NoSuchCustomer />
        ) : (
          <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
        )}
      </div>
    </div>
  )
}

const Whole = ({ order }: { order: Order }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const { origin, store, staffName } = order
  const from = [
    exactDay(order.placedAt, locale),
    store?.name ?? (origin === 'store' ? null : t(`orders.origin.${origin}`)),
    staffName && t('customer.with', { name: staffName }),
  ].filter(Boolean)
  return (
    <article>
      <header className={css.head}>
        <h1 className="d28">{t('orders.number', { number: order.number })}</h1>
        <p className="soft">{from.join(' · ')}</p>
        <OrderTags order={toldOf(order)} />
        {order.conversationId && (
          <Link
            className={css.track}
            to="/chat/$conversationId"
            params={{ conversationId: order.conversationId }}
          >
            <IconMessageCircle size={18} stroke={1.7} aria-hidden />
            {t('refunds.conversation')}
          </Link>
        )}
        {order.cartId && <OrderHistory cartId={order.cartId} currency={order.currency} />}
      </header>
      <OrderLines order={order} />
      <OrderTotals order={order} />
      <OrderMoney order={order} />
      {order.returns.length > 0 && (
        <Section title={t('orders.movements')}>
          <Returns order={order} />
        </Section>
      )}
      {(order.deliveries.length > 0 || order.shippingAddress) && (
        <Section title={t('orders.delivery')}>
          <Deliveries order={order} />
        </Section>
      )}
    </article>
  )
}
