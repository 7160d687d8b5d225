import { Button } from '@mantine/core'
import { api, orpc } from '@rapport/client'
import type { ApiKey } from '@rapport/contract'
import { exactDay, Tag, TimeInWords, type Tone, useLocale } from '@rapport/ui'
import { IconBook, IconPlug, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { withFilter } from '../parts/address.ts'
import { instantForFile } from '../parts/csv.ts'
import type { Column } from '../parts/data-table.tsx'
import { ListTable } from '../parts/list-table.tsx'
import { Page } from '../parts/page.tsx'
import { sortByTime } from '../parts/sort.ts'

const route = getRouteApi('/app/integrations')
const tones: Record<ApiKey['state'], Tone> = { active: 'good', expired: 'warn', revoked: 'mute' }

/** The keys by which other systems come in (API-3). */
export const IntegrationsPage = () => {
  const { t } = useTranslation()
  const locale = useLocale()
  const navigate = useNavigate()
  const search = route.useSearch()
  const { first } = search
  const { keyId } = useParams({ strict: false })
  const query = useInfiniteQuery(
    orpc.integrations.keys.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...search,
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      staleTime: 0,
    }),
  )
  const add = (
    <Button
      leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}
      renderRoot={props => <Link to="/integrations/$keyId" params={{ keyId: 'new' }} {...props} />}
    >
      {t('keys.new')}
    </Button>
  )
  const columns: Column<ApiKey>[] = [
    { key: 'name', head: t('keys.name'), cell: key => key.name, text: key => key.name },
    {
      key: 'ending',
      head: t('keys.ending'),
      cell: key => <span className="num">{`…${key.ending}`}</span>,
      text: key => `…${key.ending}`,
      tight: true,
    },
    {
      key: 'state',
      head: t('keys.state.label'),
      cell: key => <Tag tone={tones[key.state]}>{t(`keys.state.${key.state}`)}</Tag>,
      text: key => t(`keys.state.${key.state}`),
    },
    {
      key: 'expires',
      head: t('keys.expires'),
      cell: key => (key.expiresAt === null ? t('keys.never') : exactDay(key.expiresAt, locale)),
      text: key =>
        key.expiresAt === null ? t('keys.never') : instantForFile(key.expiresAt, locale.timeZone),
      tight: true,
    },
    {
      key: 'used',
      head: t('keys.lastUsed'),
      cell: key => (key.lastUsedAt === null ? t('keys.notYet') : <TimeInWords at={key.lastUsedAt} />),
      text: key => instantForFile(key.lastUsedAt, locale.timeZone),
      tight: true,
      end: true,
    },
    {
      key: 'made',
      head: t('keys.made'),
      cell: key => <TimeInWords at={key.createdAt} />,
      text: key => instantForFile(key.createdAt, locale.timeZone),
      tight: true,
      end: true,
      aside: true,
      sort: sortByTime(
        first,
        'newest',
        end => void navigate({ to: '/integrations', search: withFilter(search, { first: end }) }),
      ),
    },
  ]
  return (
    <Page
      title={t('nav.integrations')}
      about={t('keys.about')}
      actions={
        <>
          <Button
            variant="default"
            component="a"
            href="/api/docs"
            target="_blank"
            rel="noreferrer"
            leftSection={<IconBook size={18} stroke={1.7} aria-hidden />}
          >
            {t('keys.docs')}
          </Button>
          {add}
        </>
      }
      detail={keyId === undefined ? null : <Outlet />}
    >
      <ListTable
        list="apiKeys"
        file={{
          filter: {},
          page: cursor =>
            api.integrations.keys({ ...search, limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
        }}
        label={t('nav.integrations')}
        columns={columns}
        rows={query.data?.pages.flatMap(page => page.items) ?? []}
        keyOf={key => key.id}
        query={query}
        open={key => ({ to: '/integrations/$keyId', params: { keyId: key.id }, search })}
        selected={keyId}
        empty={{ icon: <IconPlug aria-hidden />, text: t('keys.none') }}
      />
    </Page>
  )
}
