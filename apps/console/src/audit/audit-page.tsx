import { NativeSelect } from '@mantine/core'
import { orpc, useSession } from '@rapport/client'
import type { AuditEntry } from '@rapport/contract'
import { useLocale } from '@rapport/ui'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet, useMatchRoute, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Page } from '../parts/page.tsx'
import { useActionWords } from './action-words.ts'

const route = getRouteApi('/app/audit')

/** Who did what, when and from where; newest first (AUD-1). */
export const AuditPage = () => {
  const { t } = useTranslation()
  const locale = useLocale()
  const { stores } = useSession()
  const { action } = route.useSearch()
  const { entryId } = useParams({ strict: false })
  const matches = useMatchRoute()
  const navigate = useNavigate()
  const { say, known } = useActionWords()
  const query = useInfiniteQuery(
    orpc.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: 50,
        ...(action === undefined ? {} : { action }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      staleTime: 0,
    }),
  )
  const clock = new Intl.DateTimeFormat(locale.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: locale.timeZone,
  })
  const storeName = (id: string | null) => stores.find(store => store.id === id)?.name ?? ''
  const columns: Column<AuditEntry>[] = [
    { key: 'action', head: t('audit.what'), cell: entry => say(entry.action) },
    { key: 'subject', head: t('audit.subject'), cell: entry => entry.subject },
    { key: 'who', head: t('audit.who'), cell: entry => entry.staffName ?? t('audit.system'), tight: true },
    { key: 'store', head: t('audit.store'), cell: entry => storeName(entry.storeId), tight: true },
    {
      key: 'at',
      head: t('audit.when'),
      cell: entry => clock.format(Date.parse(entry.at)),
      tight: true,
      end: true,
    },
  ]
  return (
    <Page
      title={t('nav.audit')}
      about={t('audit.about')}
      actions={
        <NativeSelect
          aria-label={t('audit.filter')}
          value={action ?? ''}
          data={[{ value: '', label: t('audit.all') }, ...known]}
          onChange={event => {
            const value = event.currentTarget.value
            void navigate({ to: '/audit', search: value === '' ? {} : { action: value } })
          }}
        />
      }
      detail={matches({ to: '/audit/$entryId' }) ? <Outlet /> : null}
    >
      <DataTable
        label={t('nav.audit')}
        columns={columns}
        rows={query.data?.pages.flatMap(page => page.items) ?? []}
        keyOf={entry => entry.id}
        query={query}
        open={entry => ({
          to: '/audit/$entryId',
          params: { entryId: entry.id },
          search: action === undefined ? {} : { action },
        })}
        selected={entryId}
        empty={{ icon: <IconHistory aria-hidden />, text: t('audit.none') }}
      />
    </Page>
  )
}
