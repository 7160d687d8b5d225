import { Button } from '@mantine/core'
import { api, orpc } from '@rapport/client'
import type { Conversation } from '@rapport/contract'
import { IconHandStop } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useTell } from '../conversations/thread/use-tell.ts'
import { useMay } from '../shell/session.ts'
import css from './panel.module.css'
import { Panel } from './panel.tsx'
import { personOf, pronounOf } from './person.ts'

/** Free words that may mean stop: nothing goes until someone says what was meant (CON-8). */
export function StopPanel(props: {
  conversation: Conversation
  suspected: NonNullable<Conversation['stopSuspected']>
}) {
  const { conversation, suspected } = props
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const tell = useTell()
  const may = useMay('consent.record')
  const person = personOf(conversation)
  const decide = useMutation({
    mutationFn: async (stop: boolean) => {
      const input = { conversationId: conversation.id, messageId: suspected.messageId }
      await (stop ? api.consent.confirmOptOut(input) : api.consent.dismissStop(input))
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.conversations.key() }),
    onError: () => tell(t('thread.notDone')),
  })
  return (
    <Panel
      sign={<IconHandStop size={24} stroke={1.7} aria-hidden />}
      title={t('gate.stop.title', { name: person.name })}
      actions={
        may && (
          <>
            <Button variant="default" disabled={decide.isPending} onClick={() => decide.mutate(true)}>
              {t('gate.stop.yes', pronounOf(person))}
            </Button>
            <Button variant="default" disabled={decide.isPending} onClick={() => decide.mutate(false)}>
              {t('gate.stop.no')}
            </Button>
          </>
        )
      }
    >
      <q className={css.quote}>{suspected.words}</q>
      <p>{t('gate.stop.body')}</p>
    </Panel>
  )
}
