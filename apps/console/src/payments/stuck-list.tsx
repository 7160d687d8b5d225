import { api, orpc } from '@rapport/client'
import type { StuckPayment } from '@rapport/contract'
import { minorDigits, moneyExactly, TimeInWords, useLocale } from '@rapport/ui'
import { IconHourglass } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { instantForFile } from '../parts/csv.ts'
import type { Column } from '../parts/data-table.tsx'
import { amountOf } from '../parts/decimal.ts'
import { ListTable } from '../parts/list-table.tsx'
import { usePaymentSearch } from './payment-search.ts'

export const useStuck = () =>
  useInfiniteQuery(
    orpc.payments.stuck.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      staleTime: 0,
    }),
  )

/** What waits longer than it should for the provider, or for us, the longest first; each opens what to do about it. */
export const StuckList = ({ selected }: { selected: string | undefined }) => {
  const { t } = useTranslation()
  const { language, timeZone } = useLocale()
  const { search } = usePaymentSearch()
  const query = useStuck()
  const columns: Column<StuckPayment>[] = [
    {
      key: 'what',
      head: t('payments.stuck.what'),
      cell: one => t(`payments.stuck.step.${one.step}`),
      text: one => t(`payments.stuck.step.${one.step}`),
    },
    {
      key: 'why',
      head: t('payments.stuck.why'),
      cell: one => one.why ?? '',
      text: one => one.why ?? '',
      aside: true,
    },
    {
      key: 'reference',
      head: t('payments.reference'),
      cell: one => <code>{one.reference}</code>,
      text: one => one.reference,
      tight: true,
      aside: true,
    },
    {
      key: 'amount',
      head: t('payments.amount'),
      cell: ({ amountMinor, currency }) =>
        amountMinor === null || currency === null ? '' : moneyExactly(amountMinor, currency, language),
      text: ({ amountMinor, currency }) =>
        amountMinor === null || currency === null
          ? ''
          : amountOf(amountMinor, minorDigits(currency), language),
      end: true,
    },
    {
      key: 'currency',
      head: t('payments.currency'),
      cell: one => one.currency,
      text: one => one.currency ?? '',
      onlyInFile: true,
    },
    {
      key: 'since',
      head: t('payments.stuck.since'),
      cell: one => <TimeInWords at={one.since} />,
      text: one => instantForFile(one.since, timeZone),
      tight: true,
      end: true,
    },
  ]
  return (
    <ListTable
      list="stuckPayments"
      label={t('payments.view.stuck')}
      columns={columns}
      rows={query.data?.pages.flatMap(page => page.items) ?? []}
      keyOf={one => one.id}
      query={query}
      open={one => ({ to: '/payments/stuck/$stuckId', params: { stuckId: one.id }, search })}
      selected={selected}
      empty={{ icon: <IconHourglass aria-hidden />, text: t('payments.none.stuck') }}
      file={{
        filter: {},
        page: cursor => api.payments.stuck({ limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
      }}
    />
  )
}
