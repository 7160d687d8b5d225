import { Button } from '@mantine/core'
import { api, orpc, useMay } from '@rapport/client'
import type { ImportJob } from '@rapport/contract'
import { TimeInWords, useLocale } from '@rapport/ui'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Change, withFilter } from '../parts/address.ts'
import { instantForFile } from '../parts/csv.ts'
import type { Column } from '../parts/data-table.tsx'
import { ChoiceFilter, Filters, SearchFilter } from '../parts/filters.tsx'
import { ListTable } from '../parts/list-table.tsx'
import { Page } from '../parts/page.tsx'
import { sortByTime } from '../parts/sort.ts'
import { StateTag, useStateWords } from './state-tag.tsx'

const route = getRouteApi('/app/imports')
const kinds = ['orders', 'customers', 'products', 'stock'] as const

/** Imports from files: what runs, what ran, and what came of it. */
export const ImportsPage = () => {
  const { t } = useTranslation()
  const { language, timeZone } = useLocale()
  const stateWords = useStateWords()
  const navigate = useNavigate()
  const search = route.useSearch()
  const { kind, q, first } = search
  const set = (change: Change<typeof search>) =>
    void navigate({ to: '/imports', search: withFilter(search, change), replace: true })
  const wanted = { ...(kind === undefined ? {} : { kind }), ...(q === undefined ? {} : { q }) }
  const asked = { ...wanted, ...(first === undefined ? {} : { first }) }
  const { importId } = useParams({ strict: false })
  const query = useInfiniteQuery(
    orpc.imports.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...asked,
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
    }),
  )
  const number = new Intl.NumberFormat(language)
  const begin = useMay('import.manage') && (
    <Button
      leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}
      renderRoot={props => <Link to="/imports/new" {...props} />}
    >
      {t('imports.new')}
    </Button>
  )
  const columns: Column<ImportJob>[] = [
    { key: 'file', head: t('imports.file'), cell: job => job.fileName, text: job => job.fileName },
    {
      key: 'kind',
      head: t('imports.kind.label'),
      cell: job => t(`imports.kind.${job.kind}`),
      text: job => t(`imports.kind.${job.kind}`),
      tight: true,
    },
    {
      key: 'state',
      head: t('imports.state.label'),
      cell: job => <StateTag job={job} />,
      text: stateWords,
      tight: true,
    },
    {
      key: 'records',
      head: t('imports.records'),
      cell: job => number.format(job.counts.records),
      text: job => String(job.counts.records),
      end: true,
    },
    {
      key: 'refused',
      head: t('imports.refused'),
      cell: job => number.format(job.counts.refused),
      text: job => String(job.counts.refused),
      end: true,
    },
    {
      key: 'who',
      head: t('imports.by'),
      cell: job => `${job.createdBy.firstName} ${job.createdBy.lastName}`.trim(),
      text: job => `${job.createdBy.firstName} ${job.createdBy.lastName}`.trim(),
      tight: true,
    },
    {
      key: 'when',
      head: t('imports.when'),
      cell: job => <TimeInWords at={job.createdAt} />,
      text: job => instantForFile(job.createdAt, timeZone),
      sort: sortByTime(first, 'newest', end => set({ first: end })),
      tight: true,
      end: true,
    },
  ]
  return (
    <>
      <Page title={t('nav.imports')} actions={begin}>
        <ListTable
          list="imports"
          filters={
            <Filters>
              <SearchFilter label={t('imports.find')} value={q} onChange={value => set({ q: value })} />
              <ChoiceFilter
                label={t('imports.kind.label')}
                all={t('imports.anyKind')}
                value={kind}
                choices={kinds.map(value => ({ value, label: t(`imports.kind.${value}`) }))}
                onChange={value => set({ kind: kinds.find(each => each === value) })}
              />
            </Filters>
          }
          onClear={Object.keys(wanted).length > 0 ? () => set({ kind: undefined, q: undefined }) : undefined}
          file={{
            filter: {
              ...(kind === undefined ? {} : { kind }),
              ...(q === undefined ? {} : { searched: true }),
            },
            page: cursor =>
              api.imports.list({ ...asked, limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
          }}
          label={t('nav.imports')}
          columns={columns}
          rows={query.data?.pages.flatMap(page => page.items) ?? []}
          keyOf={job => job.id}
          query={query}
          open={job => ({ to: '/imports/$importId', params: { importId: job.id }, search })}
          selected={importId}
          empty={{
            icon: <IconFileImport aria-hidden />,
            text: t('imports.none'),
          }}
        />
      </Page>
      <Outlet />
    </>
  )
}
