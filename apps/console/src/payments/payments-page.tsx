import { getRouteApi, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../parts/page.tsx'
import { Views } from '../parts/views.tsx'
import { FailedRefunds } from './failed-refunds.tsx'
import { PaymentDetail } from './payment-detail.tsx'
import { PaymentList } from './payment-list.tsx'
import { StuckDetail } from './stuck-detail.tsx'
import { StuckList } from './stuck-list.tsx'
import { paymentViews } from './views.ts'

const route = getRouteApi('/app/payments')
/** Money that came and went: what paid orders, what needs a look, and refunds that did not go through (PAY-3, PAY-5). */
export const PaymentsPage = () => {
  const { t } = useTranslation()
  const { show = 'all' } = route.useSearch()
  const { paymentId, stuckId } = useParams({ strict: false })
  return (
    <Page
      title={t('nav.payments')}
      about={t(`payments.about.${show}`)}
      detail={
        paymentId ? (
          <PaymentDetail key={paymentId} paymentId={paymentId} />
        ) : stuckId ? (
          <StuckDetail key={stuckId} stuckId={stuckId} />
        ) : null
      }
    >
      <Views
        label={t('payments.views')}
        views={paymentViews.map(view => ({
          name: t(`payments.view.${view}`),
          link: { to: '/payments', search: view === 'all' ? {} : { show: view } },
          current: view === show,
        }))}
      />
      {show === 'refunds' ? (
        <FailedRefunds selected={paymentId} />
      ) : show === 'stuck' ? (
        <StuckList selected={stuckId} />
      ) : (
        <PaymentList show={show} selected={paymentId} />
      )}
    </Page>
  )
}
