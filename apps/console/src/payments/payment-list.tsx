import { api, orpc } from '@rapport/client'
import type { Payment } from '@rapport/contract'
import { minorDigits, moneyExactly, Tag, TimeInWords, type Tone, useLocale } from '@rapport/ui'
import { IconCreditCard } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { instantForFile } from '../parts/csv.ts'
import type { Column } from '../parts/data-table.tsx'
import { amountOf } from '../parts/decimal.ts'
import { ListTable } from '../parts/list-table.tsx'
import { sortByTime } from '../parts/sort.ts'
import { PaymentFilters } from './payment-filters.tsx'
import { usePaymentSearch } from './payment-search.ts'
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

/** Money comes without being asked for, and what waits for a decision is looked at as it comes. */
const lookAgainMs = 10_000

/** Payments, as the address filters and sorts them. */
export const PaymentList = (props: { show: 'all' | 'problem' | 'kept'; selected: string | undefined }) => {
  const { t } = useTranslation()
  const { language, timeZone } = useLocale()
  const { search, set, filter, searched } = usePaymentSearch()
  const howPaid = useHowPaid()
  const { show } = props
  const asked = {
    show,
    ...filter,
    ...searched,
    ...(search.first === undefined ? {} : { first: search.first }),
  }
  const query = useInfiniteQuery(
    orpc.payments.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...asked,
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      staleTime: 0,
      refetchInterval: lookAgainMs,
    }),
  )
  const whatFor = ({ order, problem, reference }: Payment) =>
    [problem && t(`payments.problem.${problem}`), order && t('payments.order', { number: order.number })]
      .filter(Boolean)
      .join(' · ') || reference
  const columns: Column<Payment>[] = [
    {
      key: 'for',
      head: t('payments.for'),
      cell: whatFor,
      text: whatFor,
    },
    {
      key: 'customer',
      head: t('payments.customer'),
      cell: payment => payment.customer?.name ?? '',
      text: payment => payment.customer?.name ?? '',
    },
    {
      key: 'store',
      head: t('payments.store'),
      cell: payment => payment.store?.name ?? '',
      text: payment => payment.store?.name ?? '',
      tight: true,
      aside: true,
    },
    { key: 'how', head: t('payments.how'), cell: howPaid, text: howPaid, tight: true, aside: true },
    {
      key: 'reference',
      head: t('payments.reference'),
      cell: payment => payment.reference,
      text: payment => payment.reference,
      onlyInFile: true,
    },
    {
      key: 'state',
      head: t('payments.stateHead'),
      cell: payment => <PaymentState payment={payment} />,
      text: payment => t(`payments.state.${payment.state}`),
    },
    {
      key: 'amount',
      head: t('payments.amount'),
      cell: payment => moneyExactly(payment.amountMinor, payment.currency, language),
      text: ({ amountMinor, currency }) => amountOf(amountMinor, minorDigits(currency), language),
      end: true,
    },
    {
      key: 'refunded',
      head: t('payments.refunded'),
      cell: payment => payment.refundedMinor,
      text: ({ refundedMinor, currency }) => amountOf(refundedMinor, minorDigits(currency), language),
      onlyInFile: true,
    },
    {
      key: 'currency',
      head: t('payments.currency'),
      cell: payment => payment.currency,
      text: payment => payment.currency,
      onlyInFile: true,
    },
    {
      key: 'at',
      head: t('payments.paidAt'),
      cell: payment => <TimeInWords at={payment.paidAt} />,
      text: payment => instantForFile(payment.paidAt, timeZone),
      tight: true,
      end: true,
      sort: sortByTime(search.first, 'newest', first => set({ first })),
    },
  ]
  return (
    <ListTable
      list="payments"
      filters={<PaymentFilters />}
      onClear={
        Object.keys({ ...filter, ...searched }).length > 0
          ? () => set({ kind: undefined, store: undefined, q: undefined, from: undefined, until: undefined })
          : undefined
      }
      file={{
        filter: { show, ...filter, ...(search.q === undefined ? {} : { searched: true }) },
        page: cursor =>
          api.payments.list({ ...asked, limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
      }}
      label={t(`payments.view.${show}`)}
      columns={columns}
      rows={query.data?.pages.flatMap(page => page.items) ?? []}
      keyOf={payment => payment.id}
      query={query}
      open={payment => ({
        to: '/payments/$paymentId',
        params: { paymentId: payment.id },
        search,
      })}
      selected={props.selected}
      empty={{ icon: <IconCreditCard aria-hidden />, text: t(`payments.none.${show}`) }}
    />
  )
}
