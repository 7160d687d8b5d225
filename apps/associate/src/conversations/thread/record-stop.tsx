import { Button } from '@mantine/core'
import { api, orpc } from '@rapport/client'
import type { Conversation } from '@rapport/contract'
import { IconHeartBroken } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './conversation-menu.module.css'
import { useTell } from './use-tell.ts'

/** Records an opt-out that was spoken. It cannot be undone by staff, so it is asked twice. */
export function RecordStop({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const tell = useTell()
  const [sure, setSure] = useState(false)
  const record = useMutation({
    mutationFn: () => api.consent.confirmOptOut({ conversationId: conversation.id, messageId: null }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: orpc.conversations.key() })
      onDone()
    },
    onError: () => tell(t('thread.notDone')),
  })
  return (
    <div className={css.record}>
      {sure && <p>{t('thread.recordStopLead', { name: conversation.customerFirstName })}</p>}
      <div className={css.pair}>
        {sure && (
          <Button variant="default" onClick={() => setSure(false)}>
            {t('thread.cancel')}
          </Button>
        )}
        <Button
          variant={sure ? 'light' : 'default'}
          color={sure ? 'bad' : 'accent'}
          loading={record.isPending}
          leftSection={<IconHeartBroken size={20} stroke={1.7} aria-hidden />}
          onClick={() => (sure ? record.mutate() : setSure(true))}
        >
          {t('thread.recordStop')}
        </Button>
      </div>
    </div>
  )
}
