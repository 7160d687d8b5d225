import { api, orpc } from '@rapport/client'
import { EmptyState, SkeletonRows, Tap, TopBar } from '@rapport/ui'
import { IconAt, IconChevronLeft } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { EndlessList } from '../shell/endless-list.tsx'
import { LoadFailed } from '../shell/faces.tsx'
import { useGoBack } from '../shell/use-go-back.ts'
import { MentionRow } from './mention-row.tsx'
import css from './mentions.module.css'

/** Notes in which a colleague has named me, the latest first; each leads to its customer (CUS-4). */
export const MentionsScreen = () => {
  const { t } = useTranslation()
  const back = useGoBack('/more')
  const pages = useInfiniteQuery(
    orpc.notes.mentions.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 30, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
    }),
  )
  const rows = pages.data?.pages.flatMap(page => page.items)
  const fresh = useNewOnes(rows)
  return (
    <div className={css.page}>
      <TopBar
        back={
          <Tap label={t('app.back')} onClick={back}>
            <IconChevronLeft size={24} stroke={1.6} aria-hidden />
          </Tap>
        }
        title={t('mentions.title')}
      />
      <div className={css.list}>
        {!rows ? (
          pages.error ? (
            <LoadFailed error={pages.error} onRetry={() => void pages.refetch()} />
          ) : (
            <SkeletonRows label={t('app.loading')} rows={6} />
          )
        ) : rows.length === 0 ? (
          <EmptyState icon={<IconAt aria-hidden />} text={t('mentions.none')} />
        ) : (
          <EndlessList
            label={t('mentions.title')}
            name="mentions"
            items={rows}
            keyOf={row => row.note.id}
            estimate={96}
            hasMore={pages.hasNextPage && !pages.isFetchingNextPage}
            onMore={() => void pages.fetchNextPage()}
          >
            {row => <MentionRow row={row} fresh={fresh.has(row.note.id)} />}
          </EndlessList>
        )}
      </div>
    </div>
  )
}

/** What was new when it came on this screen stays marked while one is here; everybody else is told that it was seen. */
const useNewOnes = (rows: readonly { note: { id: string }; seen: boolean }[] | undefined) => {
  const queryClient = useQueryClient()
  const met = useRef(new Set<string>())
  const fresh = rows?.flatMap(row => (row.seen || met.current.has(row.note.id) ? [] : row.note.id)) ?? []
  const ids = fresh.join()
  useEffect(() => {
    if (ids === '') return
    const noteIds = ids.split(',')
    for (const id of noteIds) met.current.add(id)
    void api.notes
      .seeMentions({ noteIds })
      .then(() => queryClient.invalidateQueries({ queryKey: orpc.notes.mentionCount.key() }))
      // They are new once more the next time.
      .catch(() => {})
  }, [ids, queryClient])
  return new Set([...met.current, ...fresh])
}
