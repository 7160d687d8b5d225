import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** Says in passing that something did not work; its closing button has a name. */
export function useTell(): (message: string) => void {
  const { t } = useTranslation()
  const closeLabel = t('thread.close')
  return useCallback(
    message => void notifications.show({ message, closeButtonProps: { 'aria-label': closeLabel } }),
    [closeLabel],
  )
}
