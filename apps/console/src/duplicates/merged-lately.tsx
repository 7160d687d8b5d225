import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc } from '@rapport/client'
import type { Merge } from '@rapport/contract'
import { exactDay, useLocale } from '@rapport/ui'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import css from './merge.module.css'

/** The merges of a store's customers that can still be taken back (CUS-7); nothing at all when there is none. */
export const MergedLately = ({ storeId }: { storeId: string }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const query = useInfiniteQuery(
    orpc.profiles.recentMerges.infiniteOptions({
      input: (cursor: string | undefined) => ({
        storeId,
        limit: 20,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.nextCursor ?? undefined,
      staleTime: 0,
    }),
  )
  const rows = query.data?.pages.flatMap(page => page.items) ?? []
  if (rows.length === 0) return null
  const columns: Column<Merge>[] = [
    {
      key: 'who',
      head: t('duplicates.pair'),
      cell: ({ absorbedName, survivorName }) => `${absorbedName} → ${survivorName}`,
    },
    { key: 'by', head: t('duplicates.by'), cell: ({ by }) => by && `${by.firstName} ${by.lastName}` },
    {
      key: 'until',
      head: t('duplicates.until'),
      cell: ({ undoUntil }) => exactDay(undoUntil, locale),
      tight: true,
    },
    {
      key: 'undo',
      head: t('duplicates.undo'),
      headHidden: true,
      cell: merge => <Undo merge={merge} />,
      end: true,
    },
  ]
  return (
    <section className={css.lately} aria-labelledby="merged-lately">
      <h2 id="merged-lately" className="d20">
        {t('duplicates.lately')}
      </h2>
      <DataTable
        label={t('duplicates.lately')}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        query={query}
        empty={{ icon: null, text: '' }}
      />
    </section>
  )
}

const Undo = ({ merge }: { merge: Merge }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const undo = useMutation(
    orpc.profiles.undoMerge.mutationOptions({
      onSuccess: async () => {
        notifications.show({ message: t('duplicates.undone') })
        await queryClient.invalidateQueries({ queryKey: orpc.profiles.key() })
      },
      onError: error => notifications.show({ message: say(error) }),
    }),
  )
  return (
    <Button
      variant="subtle"
      leftSection={<IconArrowBackUp size={18} stroke={1.7} aria-hidden />}
      aria-label={t('duplicates.undoOf', { name: merge.absorbedName })}
      loading={undo.isPending}
      onClick={() => undo.mutate({ mergeId: merge.id })}
    >
      {t('duplicates.undo')}
    </Button>
  )
}
