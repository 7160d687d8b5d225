import { orpc } from '@rapport/client'
import type { AmbiguousOrder } from '@rapport/contract'
import { TimeInWords } from '@rapport/ui'
import { IconUserQuestion } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Page } from '../parts/page.tsx'
import { QueueDetail } from './queue-detail.tsx'

/** Orders whose phone is one customer's and whose email is another's: a person says whose they are. */
export const QueuePage = () => {
  const { t } = useTranslation()
  const { orderId } = useParams({ strict: false })
  const query = useInfiniteQuery(
    orpc.orders.ambiguous.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      staleTime: 0,
    }),
  )
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  const open = items.find(item => item.order.id === orderId)
  const columns: Column<AmbiguousOrder>[] = [
    { key: 'order', head: t('queue.order'), cell: item => item.order.number },
    { key: 'name', head: t('queue.named'), cell: item => item.name },
    {
      key: 'could',
      head: t('queue.could'),
      cell: item => item.candidates.map(each => each.name).join(' · '),
    },
    { key: 'store', head: t('queue.store'), cell: item => item.order.store?.name ?? '', tight: true },
    {
      key: 'since',
      head: t('queue.since'),
      cell: item => <TimeInWords at={item.since} />,
      tight: true,
      end: true,
    },
  ]
  return (
    <Page
      title={t('nav.queue')}
      about={t('queue.about')}
      detail={orderId === undefined ? null : <QueueDetail item={open} looking={query.isPending} />}
    >
      <DataTable
        label={t('nav.queue')}
        columns={columns}
        rows={items}
        keyOf={item => item.order.id}
        query={query}
        open={item => ({ to: '/queue/$orderId', params: { orderId: item.order.id } })}
        selected={orderId}
        empty={{ icon: <IconUserQuestion aria-hidden />, text: t('queue.none') }}
      />
    </Page>
  )
}
