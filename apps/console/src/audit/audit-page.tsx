import { api, orpc, useMay, useSession } from '@rapport/client'
import type { AuditEntry } from '@rapport/contract'
import { useLocale } from '@rapport/ui'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet, useMatchRoute, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Change, periodOf, withFilter } from '../parts/address.ts'
import { instantForFile } from '../parts/csv.ts'
import type { Column } from '../parts/data-table.tsx'
import { ChoiceFilter, DaysFilter, Filters } from '../parts/filters.tsx'
import { ListTable } from '../parts/list-table.tsx'
import { Page } from '../parts/page.tsx'
import { sortByTime } from '../parts/sort.ts'
import { useActionWords } from './action-words.ts'
import { useSubjectWords } from './subject-words.ts'

const route = getRouteApi('/app/audit')

/** Who did what, when and from where (AUD-1). */
export const AuditPage = () => {
  const { t } = useTranslation()
  const locale = useLocale()
  const { stores } = useSession()
  const search = route.useSearch()
  const { action, staff, store, from, until, first } = search
  const { entryId } = useParams({ strict: false })
  const matches = useMatchRoute()
  const navigate = useNavigate()
  const { say, known } = useActionWords()
  const subject = useSubjectWords()
  const set = (change: Change<typeof search>) =>
    void navigate({ to: '/audit', search: withFilter(search, change) })
  const filter = {
    ...(action === undefined ? {} : { action }),
    ...(staff === undefined ? {} : { staffId: staff }),
    ...(store === undefined ? {} : { storeId: store }),
    ...periodOf(search),
  }
  const asked = { ...filter, ...(first === undefined ? {} : { first }) }
  const people = useQuery(orpc.staff.list.queryOptions({ enabled: useMay('staff.manage') }))
  const query = useInfiniteQuery(
    orpc.audit.list.infiniteOptions({
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
  const clock = new Intl.DateTimeFormat(locale.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: locale.timeZone,
  })
  const storeName = (id: string | null) => stores.find(store => store.id === id)?.name ?? ''
  const columns: Column<AuditEntry>[] = [
    {
      key: 'action',
      head: t('audit.what'),
      cell: entry => say(entry.action),
      text: entry => say(entry.action),
    },
    {
      key: 'subject',
      head: t('audit.subject'),
      cell: subject,
      // A file goes on to others: it names nobody but by the id.
      text: entry => entry.subject,
    },
    {
      key: 'who',
      head: t('audit.who'),
      cell: entry => entry.staffName ?? t('audit.system'),
      text: entry => entry.staffName ?? t('audit.system'),
      tight: true,
    },
    {
      key: 'store',
      head: t('audit.store'),
      cell: entry => storeName(entry.storeId),
      text: entry => storeName(entry.storeId),
      tight: true,
      aside: true,
    },
    {
      key: 'from',
      head: t('audit.from'),
      cell: entry => entry.ip,
      text: entry => entry.ip ?? '',
      onlyInFile: true,
    },
    {
      key: 'at',
      head: t('audit.when'),
      cell: entry => clock.format(Date.parse(entry.at)),
      text: entry => instantForFile(entry.at, locale.timeZone),
      sort: sortByTime(first, 'newest', end => set({ first: end })),
      tight: true,
      end: true,
    },
  ]
  return (
    <Page
      title={t('nav.audit')}
      about={t('audit.about')}
      detail={matches({ to: '/audit/$entryId' }) ? <Outlet /> : null}
    >
      <ListTable
        list="audit"
        filters={
          <Filters>
            <ChoiceFilter
              label={t('audit.filter')}
              all={t('audit.all')}
              value={action}
              choices={known}
              onChange={value => set({ action: value })}
            />
            {people.data && (
              <ChoiceFilter
                label={t('audit.who')}
                all={t('audit.anyone')}
                value={staff}
                choices={people.data.staff.map(each => ({
                  value: each.id,
                  label: `${each.firstName} ${each.lastName}`.trim(),
                }))}
                onChange={value => set({ staff: value })}
              />
            )}
            {stores.length > 1 && (
              <ChoiceFilter
                label={t('audit.store')}
                all={t('list.allStores')}
                value={store}
                choices={stores.map(each => ({ value: each.id, label: each.name }))}
                onChange={value => set({ store: value })}
              />
            )}
            <DaysFilter days={{ from, until }} onChange={set} />
          </Filters>
        }
        onClear={Object.keys(filter).length > 0 ? () => void navigate({ to: '/audit' }) : undefined}
        file={{
          filter,
          page: cursor =>
            api.audit.list({ ...asked, limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
        }}
        label={t('nav.audit')}
        columns={columns}
        rows={query.data?.pages.flatMap(page => page.items) ?? []}
        keyOf={entry => entry.id}
        query={query}
        open={entry => ({
          to: '/audit/$entryId',
          params: { entryId: entry.id },
          search,
        })}
        selected={entryId}
        empty={{ icon: <IconHistory aria-hidden />, text: t('audit.none') }}
      />
    </Page>
  )
}
