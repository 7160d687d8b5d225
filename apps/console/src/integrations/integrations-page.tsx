import { Button } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { ApiKey } from '@rapport/contract'
import { exactDay, Tag, TimeInWords, type Tone, useLocale } from '@rapport/ui'
import { IconBook, IconPlug, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Page } from '../parts/page.tsx'

const tones: Record<ApiKey['state'], Tone> = { active: 'good', expired: 'warn', revoked: 'mute' }

/** The keys by which other systems come in (API-3). */
export const IntegrationsPage = () => {
  const { t } = useTranslation()
  const locale = useLocale()
  const { keyId } = useParams({ strict: false })
  const query = useInfiniteQuery(
    orpc.integrations.keys.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
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
    { key: 'name', head: t('keys.name'), cell: key => key.name },
    {
      key: 'ending',
      head: t('keys.ending'),
      cell: key => <span className="num">{`…${key.ending}`}</span>,
      tight: true,
    },
    {
      key: 'state',
      head: t('keys.state.label'),
      cell: key => <Tag tone={tones[key.state]}>{t(`keys.state.${key.state}`)}</Tag>,
    },
    {
      key: 'expires',
      head: t('keys.expires'),
      cell: key => (key.expiresAt === null ? t('keys.never') : exactDay(key.expiresAt, locale)),
      tight: true,
    },
    {
      key: 'used',
      head: t('keys.lastUsed'),
      cell: key => (key.lastUsedAt === null ? t('keys.notYet') : <TimeInWords at={key.lastUsedAt} />),
      tight: true,
      end: true,
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
      <DataTable
        label={t('nav.integrations')}
        columns={columns}
        rows={query.data?.pages.flatMap(page => page.items) ?? []}
        keyOf={key => key.id}
        query={query}
        open={key => ({ to: '/integrations/$keyId', params: { keyId: key.id } })}
        selected={keyId}
        empty={{ icon: <IconPlug aria-hidden />, text: t('keys.none') }}
      />
    </Page>
  )
}
