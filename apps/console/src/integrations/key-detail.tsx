import { orpc } from '@rapport/client'
import { EmptyState, SkeletonRows } from '@rapport/ui'
import { IconPlug } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../parts/load-failed.tsx'
import { KeyForm } from './key-form.tsx'

/** One key, or the making of one. A business has a few dozen: the list is read until it is found. */
export const KeyDetail = () => {
  const { t } = useTranslation()
  const { keyId } = useParams({ from: '/app/integrations/$keyId' })
  const query = useInfiniteQuery(
    orpc.integrations.keys.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      staleTime: 0,
    }),
  )
  const key = query.data?.pages.flatMap(page => page.items).find(each => each.id === keyId)
  const looking = keyId !== 'new' && !key && query.hasNextPage && !query.isFetching
  const { fetchNextPage } = query
  useEffect(() => {
    if (looking) void fetchNextPage()
  }, [looking, fetchNextPage])
  if (keyId === 'new') return <KeyForm key="new" />
  if (key) return <KeyForm key={key.id} known={key} />
  if (query.error) return <LoadFailed error={query.error} onRetry={() => query.refetch()} />
  if (query.isFetching || looking) return <SkeletonRows label={t('app.loading')} rows={5} />
  return <EmptyState icon={<IconPlug aria-hidden />} text={t('keys.gone')} />
}
