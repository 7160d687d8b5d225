import { orpc } from '@rapport/client'
import type { StuckPayment } from '@rapport/contract'
import { TimeInWords } from '@rapport/ui'
import { IconHourglass } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'

/** What waits longer than it should for the provider, or for us; it goes on by itself, unless the cause stays. */
export const StuckList = () => {
  const { t } = useTranslation()
  const query = useInfiniteQuery(
    orpc.payments.stuck.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      staleTime: 0,
    }),
  )
  const columns: Column<StuckPayment>[] = [
    { key: 'what', head: t('payments.stuck.what'), cell: one => t(`payments.stuck.${one.kind}`) },
    { key: 'why', head: t('payments.stuck.why'), cell: one => one.why ?? '' },
    { key: 'id', head: t('payments.stuck.id'), cell: one => <code>{one.id}</code>, tight: true },
    {
      key: 'since',
      head: t('payments.stuck.since'),
      cell: one => <TimeInWords at={one.since} />,
      tight: true,
      end: true,
    },
  ]
  return (
    <DataTable
      label={t('payments.view.stuck')}
      columns={columns}
      rows={query.data?.pages.flatMap(page => page.items) ?? []}
      keyOf={one => `${one.kind} ${one.id}`}
      query={query}
      empty={{ icon: <IconHourglass aria-hidden />, text: t('payments.none.stuck') }}
    />
  )
}
