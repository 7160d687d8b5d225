import { getRouteApi, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../parts/page.tsx'
import { Views } from '../parts/views.tsx'
import { FailedRefunds } from './failed-refunds.tsx'
import { PaymentDetail } from './payment-detail.tsx'
import { PaymentList } from './payment-list.tsx'
import { StuckList } from './stuck-list.tsx'

const route = getRouteApi('/app/payments')
const views = ['all', 'problem', 'kept', 'refunds', 'stuck'] as const
export type PaymentView = (typeof views)[number]

/** The view that an address names; all payments where it names none. */
export const viewOf = (named: unknown): PaymentView => views.find(view => view === named) ?? 'all'

/** Money that came and went: what paid orders, what needs a look, and refunds that did not go through (PAY-3, PAY-5). */
export const PaymentsPage = () => {
  const { t } = useTranslation()
  const show = viewOf(route.useSearch().show)
  const { paymentId } = useParams({ strict: false })
  return (
    <Page
      title={t('nav.payments')}
      about={t(`payments.about.${show}`)}
      detail={paymentId ? <PaymentDetail key={paymentId} paymentId={paymentId} show={show} /> : null}
    >
      <Views
        label={t('payments.views')}
        views={views.map(view => ({
          name: t(`payments.view.${view}`),
          link: { to: '/payments', search: view === 'all' ? {} : { show: view } },
          current: view === show,
        }))}
      />
      {show === 'refunds' ? (
        <FailedRefunds selected={paymentId} />
      ) : show === 'stuck' ? (
        <StuckList />
      ) : (
        <PaymentList show={show} selected={paymentId} />
      )}
    </Page>
  )
}
