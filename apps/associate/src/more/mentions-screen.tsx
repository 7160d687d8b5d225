import { orpc } from '@rapport/client'
import { EmptyState, SkeletonRows, Tap, TopBar } from '@rapport/ui'
import { IconAt, IconChevronLeft } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { seeMentions } from '../customer/notes/see-mentions.ts'
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

type Row = { note: { id: string }; customer: { id: string }; seen: boolean }

/** What was new when it came on this screen stays marked while one is here; everybody else is told that it was seen. */
const useNewOnes = (rows: readonly Row[] | undefined) => {
  const queryClient = useQueryClient()
  const met = useRef(new Set<string>())
  const fresh = rows?.filter(row => !row.seen && !met.current.has(row.note.id)) ?? []
  const ids = fresh.map(row => `${row.note.id} ${row.customer.id}`).join()
  useEffect(() => {
    if (ids === '') return
    const read = ids.split(',').map(each => {
      const [noteId = '', customerId = ''] = each.split(' ')
      return { noteId, customerId }
    })
    for (const { noteId } of read) met.current.add(noteId)
    void seeMentions(queryClient, read)
  }, [ids, queryClient])
  return new Set([...met.current, ...fresh.map(row => row.note.id)])
}
