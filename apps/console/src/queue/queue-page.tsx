import { api, orpc, useSession } from '@rapport/client'
import type { AmbiguousOrder } from '@rapport/contract'
import { TimeInWords, useLocale } from '@rapport/ui'
import { IconUserQuestion } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Change, withFilter } from '../parts/address.ts'
import { instantForFile } from '../parts/csv.ts'
import type { Column } from '../parts/data-table.tsx'
import { ChoiceFilter, Filters } from '../parts/filters.tsx'
import { ListTable } from '../parts/list-table.tsx'
import { Page } from '../parts/page.tsx'
import { sortByTime } from '../parts/sort.ts'
import { QueueDetail } from './queue-detail.tsx'

const route = getRouteApi('/app/queue')

/** Orders whose phone is one customer's and whose email is another's: a person says whose they are. */
export const QueuePage = () => {
  const { t } = useTranslation()
  const { timeZone } = useLocale()
  const { stores } = useSession()
  const navigate = useNavigate()
  const search = route.useSearch()
  const { store, first } = search
  const { orderId } = useParams({ strict: false })
  const set = (change: Change<typeof search>) =>
    void navigate({ to: '/queue', search: withFilter(search, change) })
  const filter = store === undefined ? {} : { storeId: store }
  const asked = { ...filter, ...(first === undefined ? {} : { first }) }
  const query = useInfiniteQuery(
    orpc.orders.ambiguous.infiniteOptions({
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
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  const open = items.find(item => item.order.id === orderId)
  const columns: Column<AmbiguousOrder>[] = [
    {
      key: 'order',
      head: t('queue.order'),
      cell: item => item.order.number,
      text: item => item.order.number,
    },
    { key: 'name', head: t('queue.named'), cell: item => item.name, text: item => item.name },
    {
      key: 'could',
      head: t('queue.could'),
      cell: item => item.candidates.map(each => each.name).join(' · '),
      text: item => item.candidates.map(each => each.name).join(' · '),
    },
    {
      key: 'store',
      head: t('queue.store'),
      cell: item => item.order.store?.name ?? '',
      text: item => item.order.store?.name ?? '',
      tight: true,
    },
    {
      key: 'since',
      head: t('queue.since'),
      cell: item => <TimeInWords at={item.since} />,
      text: item => instantForFile(item.since, timeZone),
      sort: sortByTime(first, 'oldest', end => set({ first: end })),
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
      <ListTable
        list="ambiguousOrders"
        filters={
          stores.length > 1 && (
            <Filters>
              <ChoiceFilter
                label={t('queue.store')}
                all={t('list.allStores')}
                value={store}
                choices={stores.map(each => ({ value: each.id, label: each.name }))}
                onChange={value => set({ store: value })}
              />
            </Filters>
          )
        }
        onClear={store === undefined ? undefined : () => set({ store: undefined })}
        file={{
          filter,
          page: cursor =>
            api.orders.ambiguous({ ...asked, limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
        }}
        label={t('nav.queue')}
        columns={columns}
        rows={items}
        keyOf={item => item.order.id}
        query={query}
        open={item => ({ to: '/queue/$orderId', params: { orderId: item.order.id }, search })}
        selected={orderId}
        empty={{ icon: <IconUserQuestion aria-hidden />, text: t('queue.none') }}
      />
    </Page>
  )
}
