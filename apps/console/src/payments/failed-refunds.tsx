import { api, orpc } from '@rapport/client'
import type { Refund } from '@rapport/contract'
import { minorDigits, moneyExactly, TimeInWords, useLocale } from '@rapport/ui'
import { IconReceiptRefund } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { instantForFile } from '../parts/csv.ts'
import type { Column } from '../parts/data-table.tsx'
import { amountOf } from '../parts/decimal.ts'
import { ListTable } from '../parts/list-table.tsx'
import { sortByTime } from '../parts/sort.ts'
import { usePaymentSearch } from './payment-search.ts'

/** Refunds that failed and were not tried again; each opens its payment, where it is tried again. */
export const FailedRefunds = ({ selected }: { selected: string | undefined }) => {
  const { t } = useTranslation()
  const { language, timeZone } = useLocale()
  const { search, set } = usePaymentSearch()
  const asked = search.first === undefined ? {} : { first: search.first }
  const query = useInfiniteQuery(
    orpc.payments.failedRefunds.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...asked,
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      staleTime: 0,
    }),
  )
  const columns: Column<Refund>[] = [
    {
      key: 'why',
      head: t('payments.failure'),
      cell: refund => refund.failure ?? t('payments.noReason'),
      text: refund => refund.failure ?? '',
    },
    {
      key: 'reason',
      head: t('payments.reason'),
      cell: refund => refund.reason,
      text: refund => refund.reason,
    },
    {
      key: 'who',
      head: t('payments.by'),
      cell: ({ staff }) => (staff ? `${staff.firstName} ${staff.lastName}`.trim() : t('payments.byRule')),
      text: ({ staff }) => (staff ? `${staff.firstName} ${staff.lastName}`.trim() : t('payments.byRule')),
      tight: true,
      aside: true,
    },
    {
      key: 'amount',
      head: t('payments.amount'),
      cell: refund => moneyExactly(refund.amountMinor, refund.currency, language),
      text: ({ amountMinor, currency }) => amountOf(amountMinor, minorDigits(currency), language),
      end: true,
    },
    {
      key: 'currency',
      head: t('payments.currency'),
      cell: refund => refund.currency,
      text: refund => refund.currency,
      onlyInFile: true,
    },
    {
      key: 'at',
      head: t('payments.refundedAt'),
      cell: refund => <TimeInWords at={refund.createdAt} />,
      text: refund => instantForFile(refund.createdAt, timeZone),
      sort: sortByTime(search.first, 'newest', first => set({ first })),
      tight: true,
      end: true,
    },
  ]
  return (
    <ListTable
      list="refunds"
      file={{
        filter: {},
        page: cursor =>
          api.payments.failedRefunds({ ...asked, limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
      }}
      label={t('payments.view.refunds')}
      columns={columns}
      rows={query.data?.pages.flatMap(page => page.items) ?? []}
      keyOf={refund => refund.id}
      query={query}
      open={refund => ({
        to: '/payments/$paymentId',
        params: { paymentId: refund.paymentId },
        search,
      })}
      selected={selected}
      empty={{ icon: <IconReceiptRefund aria-hidden />, text: t('payments.none.refunds') }}
    />
  )
}
