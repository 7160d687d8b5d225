import { api, orpc, useSession } from '@rapport/client'
import type { Duplicate } from '@rapport/contract'
import { TimeInWords, useLocale } from '@rapport/ui'
import { IconCopyCheck } from '@tabler/icons-react'
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
import { MergeDetail } from './merge-detail.tsx'
import { MergedLately } from './merged-lately.tsx'

const route = getRouteApi('/app/duplicates')

/** Customers of a store who may be one person (CUS-7). */
export const DuplicatesPage = () => {
  const { t } = useTranslation()
  const { stores } = useSession()
  const { timeZone } = useLocale()
  const search = route.useSearch()
  const { store, first } = search
  const { survivorId, absorbedId } = useParams({ strict: false })
  const navigate = useNavigate()
  const storeId = stores.find(each => each.id === store)?.id ?? stores[0]?.id ?? ''
  const set = (change: Change<typeof search>) =>
    void navigate({ to: '/duplicates', search: withFilter(search, change) })
  const asked = { storeId, ...(first === undefined ? {} : { first }) }
  const query = useInfiniteQuery(
    orpc.profiles.duplicates.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...asked,
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      enabled: storeId !== '',
      staleTime: 0,
    }),
  )
  const columns: Column<Duplicate>[] = [
    {
      key: 'pair',
      head: t('duplicates.pair'),
      cell: ({ first: one, second }) => `${one.name} · ${second.name}`,
      text: ({ first: one, second }) => `${one.name} · ${second.name}`,
    },
    {
      key: 'why',
      head: t('duplicates.why'),
      cell: ({ reasons }) => reasons.map(reason => t(`duplicates.reason.${reason}`)).join(', '),
      text: ({ reasons }) => reasons.map(reason => t(`duplicates.reason.${reason}`)).join(', '),
    },
    {
      key: 'city',
      head: t('duplicates.city'),
      cell: ({ first: one, second }) => one.city ?? second.city ?? '',
      text: ({ first: one, second }) => one.city ?? second.city ?? '',
    },
    {
      key: 'found',
      head: t('duplicates.found'),
      cell: each => <TimeInWords at={each.foundAt} />,
      text: each => instantForFile(each.foundAt, timeZone),
      sort: sortByTime(first, 'newest', end => set({ first: end })),
      tight: true,
      end: true,
    },
  ]
  return (
    <Page
      title={t('nav.duplicates')}
      about={t('duplicates.about')}
      detail={
        survivorId && absorbedId ? (
          <MergeDetail key={`${survivorId} ${absorbedId}`} survivorId={survivorId} absorbedId={absorbedId} />
        ) : null
      }
    >
      <ListTable
        list="duplicates"
        filters={
          stores.length > 1 && (
            <Filters>
              <ChoiceFilter
                label={t('duplicates.store')}
                value={storeId}
                choices={stores.map(each => ({ value: each.id, label: each.name }))}
                onChange={value => set({ store: value })}
              />
            </Filters>
          )
        }
        file={{
          filter: { storeId },
          page: cursor =>
            api.profiles.duplicates({ ...asked, limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
        }}
        label={t('nav.duplicates')}
        columns={columns}
        rows={query.data?.pages.flatMap(page => page.items) ?? []}
        keyOf={({ first: one, second }) => `${one.id} ${second.id}`}
        query={query}
        open={({ first: one, second }) => ({
          to: '/duplicates/$survivorId/$absorbedId',
          params: { survivorId: one.id, absorbedId: second.id },
          search: { ...search, store: storeId },
        })}
        selected={`${survivorId} ${absorbedId}`}
        empty={{ icon: <IconCopyCheck aria-hidden />, text: t('duplicates.none') }}
      />
      {storeId !== '' && <MergedLately key={storeId} storeId={storeId} />}
    </Page>
  )
}
