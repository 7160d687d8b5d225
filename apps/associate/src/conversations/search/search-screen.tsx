import { useDebouncedValue } from '@mantine/hooks'
import { orpc } from '@rapport/client'
import type { SearchHit } from '@rapport/contract'
import { EmptyState, SearchField, SkeletonRows, Tap } from '@rapport/ui'
import { IconArrowLeft, IconSearch, IconSearchOff } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../../shell/faces.tsx'
import { useStore } from '../../shell/store-choice.ts'
import { HitRow } from './hit-row.tsx'
import css from './search-screen.module.css'

const route = getRouteApi('/app/chat')

/** Search across the store's conversations (INB-5), in place of the list. */
export const SearchScreen = ({ q }: { q: string }) => {
  const { t } = useTranslation()
  const storeId = useStore().id
  const navigate = route.useNavigate()
  const { find: _find, ...rest } = route.useSearch()
  const [asked] = useDebouncedValue(q.trim(), 250)
  const ready = asked.length >= 2
  const query = useQuery(
    orpc.conversations.search.queryOptions({
      input: { storeId, q: asked },
      enabled: ready,
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  )
  const hits = ready ? query.data?.hits : undefined
  const change = (find: string) => void navigate({ to: '.', search: { ...rest, find }, replace: true })
  const close = () => void navigate({ to: '.', search: rest })
  return (
    <div className={css.screen}>
      <h1 className="hidden-visually">{t('search.label')}</h1>
      <div className={css.head}>
        <Tap label={t('app.back')} onClick={close}>
          <IconArrowLeft size={24} stroke={1.6} aria-hidden />
        </Tap>
        <div className={css.field}>
          <SearchField
            label={t('search.label')}
            clearLabel={t('app.clear')}
            value={q}
            onChange={change}
            autoFocus
          />
        </div>
      </div>
      <p className="hidden-visually" role="status">
        {hits && t('search.found', { count: hits.length })}
      </p>
      <div className={css.hits}>
        {!ready && <EmptyState icon={<IconSearch aria-hidden />} text={t('search.hint')} />}
        {ready && query.error && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
        {ready && query.isPending && <SkeletonRows label={t('app.loading')} />}
        {hits?.length === 0 && (
          <EmptyState icon={<IconSearchOff aria-hidden />} text={t('search.none', { q: asked })} />
        )}
        {hits && <Group title={t('search.customers')} hits={hits.filter(hit => !hit.message)} q={asked} />}
        {hits && <Group title={t('search.messages')} hits={hits.filter(hit => hit.message)} q={asked} />}
      </div>
    </div>
  )
}

const Group = ({ title, hits, q }: { title: string; hits: SearchHit[]; q: string }) => {
  const { conversationId } = useParams({ strict: false })
  const { around } = useSearch({ strict: false })
  const isOpen = ({ conversation, message }: SearchHit) =>
    conversation.id === conversationId && message?.sequence === around
  if (hits.length === 0) return null
  return (
    <section>
      <h2 className={css.title}>{title}</h2>
      <ul>
        {hits.map(hit => (
          <li key={hit.message?.id ?? hit.conversation.id}>
            <HitRow hit={hit} q={q} selected={isOpen(hit)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
