import type { Conversation } from '@rapport/contract'
import { Heart } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { useWhen } from '../conversations/thread/when.ts'
import { Panel } from './panel.tsx'
import { personOf, pronounOf } from './person.ts'

const lapsesAfterMs = 7 * 86_400_000

/** Asked and not answered: nothing else may go until then (CON-3). */
export function PendingPanel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const when = useWhen()
  const person = personOf(conversation)
  const { name } = person
  const since = conversation.consentSince
  return (
    <Panel
      sign={<Heart state="asked" large label={t('thread.heart.requested', { name })} />}
      title={t('gate.pending.title', { name })}
      note={
        since &&
        t('gate.pending.lapses', { when: when(new Date(Date.parse(since) + lapsesAfterMs).toISOString()) })
      }
    >
      {since
        ? t('gate.pending.body', { name, since: when(since), ...pronounOf(person) })
        : t('gate.reason.request_pending', { name })}
    </Panel>
  )
}
