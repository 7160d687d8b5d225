import { api, refusalOf } from '@rapport/client'
import type { Message } from '@rapport/contract'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import css from './bubble.module.css'
import { threadStore } from './thread-store.ts'
import { useTell } from './use-tell.ts'

/** Takes back a message that waits for its hour. */
export function TakeBack({ message }: { message: Message }) {
  const { t } = useTranslation()
  const tell = useTell()
  const cancel = useMutation({
    mutationFn: () => api.conversations.cancel({ messageId: message.id }),
    onSuccess: canceled => threadStore(message.conversationId).absorb([canceled]),
    onError: error => tell(t(refusalOf(error).code === 'TOO_LATE' ? 'thread.tooLate' : 'thread.notDone')),
  })
  return (
    <div className={css.actions}>
      <button
        type="button"
        className={css.action}
        disabled={cancel.isPending}
        onClick={() => cancel.mutate()}
      >
        {t('thread.takeBack')}
      </button>
    </div>
  )
}
