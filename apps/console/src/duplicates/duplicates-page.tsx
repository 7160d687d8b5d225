import { NativeSelect } from '@mantine/core'
import { orpc, useSession } from '@rapport/client'
import type { Duplicate } from '@rapport/contract'
import { TimeInWords } from '@rapport/ui'
import { IconCopyCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Page } from '../parts/page.tsx'
import { MergeDetail } from './merge-detail.tsx'
import { MergedLately } from './merged-lately.tsx'

const route = getRouteApi('/app/duplicates')

/** Customers of a store who may be one person (CUS-7). */
export const DuplicatesPage = () => {
  const { t } = useTranslation()
  const { stores } = useSession()
  const { store } = route.useSearch()
  const { survivorId, absorbedId } = useParams({ strict: false })
  const navigate = useNavigate()
  const storeId = stores.find(each => each.id === store)?.id ?? stores[0]?.id ?? ''
  const query = useInfiniteQuery(
    orpc.profiles.duplicates.infiniteOptions({
      input: (cursor: string | undefined) => ({
        storeId,
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
      cell: ({ first, second }) => `${first.name} · ${second.name}`,
    },
    {
      key: 'why',
      head: t('duplicates.why'),
      cell: ({ reasons }) => reasons.map(reason => t(`duplicates.reason.${reason}`)).join(', '),
    },
    { key: 'city', head: t('duplicates.city'), cell: ({ first, second }) => first.city ?? second.city ?? '' },
    {
      key: 'found',
      head: t('duplicates.found'),
      cell: each => <TimeInWords at={each.foundAt} />,
      tight: true,
      end: true,
    },
  ]
  return (
    <Page
      title={t('nav.duplicates')}
      about={t('duplicates.about')}
      actions={
        stores.length > 1 ? (
          <NativeSelect
            aria-label={t('duplicates.store')}
            value={storeId}
            data={stores.map(each => ({ value: each.id, label: each.name }))}
            onChange={event =>
              void navigate({ to: '/duplicates', search: { store: event.currentTarget.value } })
            }
          />
        ) : undefined
      }
      detail={
        survivorId && absorbedId ? (
          <MergeDetail key={`${survivorId} ${absorbedId}`} survivorId={survivorId} absorbedId={absorbedId} />
        ) : null
      }
    >
      <DataTable
        label={t('nav.duplicates')}
        columns={columns}
        rows={query.data?.pages.flatMap(page => page.items) ?? []}
        keyOf={({ first, second }) => `${first.id} ${second.id}`}
        query={query}
        open={({ first, second }) => ({
          to: '/duplicates/$survivorId/$absorbedId',
          params: { survivorId: first.id, absorbedId: second.id },
          search: { store: storeId },
        })}
        selected={`${survivorId} ${absorbedId}`}
        empty={{ icon: <IconCopyCheck aria-hidden />, text: t('duplicates.none') }}
      />
      {storeId !== '' && <MergedLately key={storeId} storeId={storeId} />}
    </Page>
  )
}
