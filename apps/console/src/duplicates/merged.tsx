import { Button } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { Merge } from '@rapport/contract'
import { exactDay, Note, useLocale } from '@rapport/ui'
import { IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import form from '../parts/form.module.css'
import { DetailHead } from '../parts/page.tsx'
import { Trouble } from '../parts/trouble.tsx'

/** What was merged just now, and the way back. */
export const Merged = ({ merge }: { merge: Merge }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const locale = useLocale()
  const queryClient = useQueryClient()
  const undo = useMutation(
    orpc.profiles.undoMerge.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey: orpc.profiles.duplicates.key() }),
          queryClient.invalidateQueries({ queryKey: orpc.profiles.recentMerges.key() }),
        ]),
    }),
  )
  return (
    <div className={form.form}>
      <DetailHead title={t('duplicates.title')} back={{ to: '/duplicates' }} />
      <Note tone="good" role="status" icon={<IconCircleCheck size={20} stroke={1.7} aria-hidden />}>
        {undo.isSuccess ? t('duplicates.undone') : t('duplicates.merged', { name: merge.absorbedName })}
      </Note>
      {undo.error && <Trouble text={say(undo.error)} />}
      {!undo.isSuccess && (
        <div className={form.acts}>
          <Button
            variant="default"
            loading={undo.isPending}
            onClick={() => undo.mutate({ mergeId: merge.id })}
          >
            {t('duplicates.undo')}
          </Button>
        </div>
      )}
      {!undo.isSuccess && (
        <p className="soft">{t('duplicates.undoUntil', { day: exactDay(merge.undoUntil, locale) })}</p>
      )}
    </div>
  )
}
