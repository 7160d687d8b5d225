import { orpc } from '@rapport/client'
import type { Payment } from '@rapport/contract'
import { moneyExactly, Tag, TimeInWords, type Tone, useLocale } from '@rapport/ui'
import { IconCreditCard } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { useHowPaid } from './use-how-paid.ts'

const tones: Record<Payment['state'], Tone> = {
  taken: 'good',
  kept: 'warn',
  returning: 'mute',
  returned: 'mute',
  failed: 'bad',
}

export const PaymentState = ({ payment }: { payment: Payment }) => {
  const { t } = useTranslation()
  return <Tag tone={tones[payment.state]}>{t(`payments.state.${payment.state}`)}</Tag>
}

/** Payments, the latest first. */
export const PaymentList = (props: { show: 'all' | 'problem' | 'kept'; selected: string | undefined }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const howPaid = useHowPaid()
  const { show } = props
  const query = useInfiniteQuery(
    orpc.payments.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        show,
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      staleTime: 0,
    }),
  )
  const columns: Column<Payment>[] = [
    {
      key: 'for',
      head: t('payments.for'),
      cell: ({ order, problem }) =>
        [problem && t(`payments.problem.${problem}`), order && t('payments.order', { number: order.number })]
          .filter(Boolean)
          .join(' · '),
    },
    { key: 'customer', head: t('payments.customer'), cell: payment => payment.customer?.name ?? '' },
    // Beside what is open there is little room, and both stand there.
    ...(props.selected === undefined
      ? [
          {
            key: 'store',
            head: t('payments.store'),
            cell: (payment: Payment) => payment.store?.name ?? '',
            tight: true,
          },
          { key: 'how', head: t('payments.how'), cell: howPaid, tight: true },
        ]
      : []),
    { key: 'state', head: t('payments.stateHead'), cell: payment => <PaymentState payment={payment} /> },
    {
      key: 'amount',
      head: t('payments.amount'),
      cell: payment => moneyExactly(payment.amountMinor, payment.currency, language),
      end: true,
    },
    {
      key: 'at',
      head: t('payments.paidAt'),
      cell: payment => <TimeInWords at={payment.paidAt} />,
      tight: true,
      end: true,
    },
  ]
  return (
    <DataTable
      label={t(`payments.view.${show}`)}
      columns={columns}
      rows={query.data?.pages.flatMap(page => page.items) ?? []}
      keyOf={payment => payment.id}
      query={query}
      open={payment => ({
        to: '/payments/$paymentId',
        params: { paymentId: payment.id },
        search: show === 'all' ? {} : { show },
      })}
      selected={props.selected}
      empty={{ icon: <IconCreditCard aria-hidden />, text: t(`payments.none.${show}`) }}
    />
  )
}
