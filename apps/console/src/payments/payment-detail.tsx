import { orpc } from '@rapport/client'
import type { Payment } from '@rapport/contract'
import { exactTime, moneyExactly, Note, SkeletonRows, useLocale } from '@rapport/ui'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Facts } from '../parts/facts.tsx'
import form from '../parts/form.module.css'
import { LoadFailed } from '../parts/load-failed.tsx'
import { DetailHead } from '../parts/page.tsx'
import { GiveBack } from './give-back.tsx'
import { PaymentState } from './payment-list.tsx'
import { RefundList } from './refund-list.tsx'
import { useHowPaid } from './use-how-paid.ts'

/** One payment: what it was for, what became of it, and what went back. */
export const PaymentDetail = ({ paymentId }: { paymentId: string }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const query = useQuery(orpc.payments.get.queryOptions({ input: { paymentId }, staleTime: 0 }))
  const payment = query.data
  return (
    <div className={form.form}>
      <DetailHead
        title={payment ? moneyExactly(payment.amountMinor, payment.currency, language) : t('nav.payments')}
        back={{ to: '/payments', search: true }}
      />
      {query.error && !payment && <LoadFailed error={query.error} onRetry={() => query.refetch()} />}
      {query.isPending && <SkeletonRows label={t('app.loading')} rows={6} />}
      {payment && <Known payment={payment} />}
    </div>
  )
}

const Known = ({ payment }: { payment: Payment }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const howPaid = useHowPaid()
  const { problem, order, staff } = payment
  // A refund that failed is tried again, and not begun beside itself.
  const begun = payment.refunds.some(one => one.state !== 'failed' || one.retriedAs === null)
  const mayReturn = problem !== null && order === null && payment.state === 'kept' && !begun
  return (
    <>
      {problem && (
        <Note tone="warn" icon={<IconAlertTriangle size={20} stroke={1.7} aria-hidden />}>
          {t(`payments.problemHint.${problem}`)}
        </Note>
      )}
      <Facts
        facts={[
          [t('payments.stateHead'), <PaymentState key="state" payment={payment} />],
          [t('payments.for'), order ? t('payments.order', { number: order.number }) : null],
          [t('payments.customer'), payment.customer?.name ?? null],
          [t('payments.store'), payment.store?.name ?? null],
          [t('payments.how'), howPaid(payment)],
          [t('payments.reference'), <code key="reference">{payment.reference}</code>],
          [t('payments.paidAt'), exactTime(payment.paidAt, locale)],
          [t('payments.by'), staff ? `${staff.firstName} ${staff.lastName}`.trim() : null],
          [
            t('payments.refunded'),
            payment.refundedMinor > 0
              ? moneyExactly(payment.refundedMinor, payment.currency, locale.language)
              : null,
          ],
        ]}
      />
      {payment.refunds.length > 0 && <RefundList refunds={payment.refunds} />}
      {mayReturn && <GiveBack payment={payment} />}
    </>
  )
}
