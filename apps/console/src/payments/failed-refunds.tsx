import { orpc } from '@rapport/client'
import type { Refund } from '@rapport/contract'
import { moneyExactly, TimeInWords, useLocale } from '@rapport/ui'
import { IconReceiptRefund } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'

/** Refunds that failed and were not tried again; each opens its payment, where it is tried again. */
export const FailedRefunds = ({ selected }: { selected: string | undefined }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const query = useInfiniteQuery(
    orpc.payments.failedRefunds.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      staleTime: 0,
    }),
  )
  const columns: Column<Refund>[] = [
    { key: 'why', head: t('payments.failure'), cell: refund => refund.failure ?? t('payments.noReason') },
    { key: 'reason', head: t('payments.reason'), cell: refund => refund.reason },
    {
      key: 'who',
      head: t('payments.by'),
      cell: ({ staff }) => (staff ? `${staff.firstName} ${staff.lastName}`.trim() : t('payments.byRule')),
      tight: true,
    },
    {
      key: 'amount',
      head: t('payments.amount'),
      cell: refund => moneyExactly(refund.amountMinor, refund.currency, language),
      end: true,
    },
    {
      key: 'at',
      head: t('payments.refundedAt'),
      cell: refund => <TimeInWords at={refund.createdAt} />,
      tight: true,
      end: true,
    },
  ]
  return (
    <DataTable
      label={t('payments.view.refunds')}
      columns={columns}
      rows={query.data?.pages.flatMap(page => page.items) ?? []}
      keyOf={refund => refund.id}
      query={query}
      open={refund => ({
        to: '/payments/$paymentId',
        params: { paymentId: refund.paymentId },
        search: { show: 'refunds' },
      })}
      selected={selected}
      empty={{ icon: <IconReceiptRefund aria-hidden />, text: t('payments.none.refunds') }}
    />
  )
}
