import { Button } from '@mantine/core'
import { orpc, useMay } from '@rapport/client'
import type { ImportJob } from '@rapport/contract'
import { TimeInWords, useLocale } from '@rapport/ui'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Page } from '../parts/page.tsx'
import { StateTag } from './state-tag.tsx'

/** Imports from files: what runs, what ran, and what came of it. */
export const ImportsPage = () => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const { importId } = useParams({ strict: false })
  const query = useInfiniteQuery(
    orpc.imports.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
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
    { key: 'file', head: t('imports.file'), cell: job => job.fileName },
    { key: 'kind', head: t('imports.kind.label'), cell: job => t(`imports.kind.${job.kind}`), tight: true },
    { key: 'state', head: t('imports.state.label'), cell: job => <StateTag job={job} />, tight: true },
    { key: 'records', head: t('imports.records'), cell: job => number.format(job.counts.records), end: true },
    { key: 'refused', head: t('imports.refused'), cell: job => number.format(job.counts.refused), end: true },
    {
      key: 'who',
      head: t('imports.by'),
      cell: job => `${job.createdBy.firstName} ${job.createdBy.lastName}`.trim(),
      tight: true,
    },
    {
      key: 'when',
      head: t('imports.when'),
      cell: job => <TimeInWords at={job.createdAt} />,
      tight: true,
      end: true,
    },
  ]
  return (
    <>
      <Page title={t('nav.imports')} actions={begin}>
        <DataTable
          label={t('nav.imports')}
          columns={columns}
          rows={query.data?.pages.flatMap(page => page.items) ?? []}
          keyOf={job => job.id}
          query={query}
          open={job => ({ to: '/imports/$importId', params: { importId: job.id } })}
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
