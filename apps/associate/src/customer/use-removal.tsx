import { notifications } from '@mantine/notifications'
import { NoticeLine } from '@rapport/ui'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { hiddenIds, onHiddenChange, removeSoon, undoMs, undoRemoval } from './removal.ts'

/** What is out of sight because it was taken away. */
export const useHidden = (): ReadonlySet<string> => useSyncExternalStore(onHiddenChange, hiddenIds)

/** Takes something away, with a line that lets one take that back. */
export const useRemoval = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  return (given: { id: string; words: string; queryKey: QueryKey; perform: () => Promise<unknown> }) => {
    const { id, words, queryKey } = given
    removeSoon(id, {
      perform: given.perform,
      onDone: () => void queryClient.invalidateQueries({ queryKey }),
      onFailed: error => void notifications.show({ message: say(error) }),
    })
    requestAnimationFrame(keepFocus)
    notifications.show({
      id,
      autoClose: undoMs,
      withCloseButton: false,
      message: <NoticeLine id={id} words={words} act={t('profile.undo')} onAct={() => undoRemoval(id)} />,
    })
  }
}

/** What had the focus is gone with what it belonged to: go on from the part of the profile it was in. */
const keepFocus = () => {
  const at = document.activeElement
  if (at && at !== document.body) return
  document.querySelector<HTMLElement>('[data-profile] [role="tabpanel"]')?.focus({ preventScroll: true })
}
