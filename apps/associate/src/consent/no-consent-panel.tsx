import { Button } from '@mantine/core'
import type { Conversation } from '@rapport/contract'
import { Heart } from '@rapport/ui'
import { IconHeart } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../conversations/thread/use-go.ts'
import { useWhen } from '../conversations/thread/when.ts'
import { useMay } from '../shell/session.ts'
import { Panel } from './panel.tsx'
import { personOf, pronounOf } from './person.ts'
import { useReasonSentence } from './reason-sentence.ts'

/** Not asked yet: one request first. */
export function NoConsentPanel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const go = useGo()
  const may = useMay('consent.request')
  const person = personOf(conversation)
  const say = useReasonSentence(person)
  const { name } = person
  const { gate } = conversation
  const asks = may && gate.instead.includes('request_opt_in')
  const when = useWhen()
  const others = gate.reasons.filter(reason => reason !== 'no_consent')
  return (
    <Panel
      sign={<Heart state="none" large label={t('thread.heart.none', { name })} />}
      title={t('gate.noConsent.title', { name })}
      actions={
        asks && (
          <Button
            leftSection={<IconHeart size={20} stroke={1.7} aria-hidden />}
            onClick={() => go.optIn(conversation.customer.id)}
          >
            {t('gate.instead.request_opt_in', { name, ...pronounOf(person) })}
          </Button>
        )
      }
    >
      {others.length > 0
        ? say({ code: 'SEND_DENIED', decision: { ...gate, reasons: others } })
        : gate.askAgainAt
          ? t('gate.reason.asked_recently_until', { name, when: when(gate.askAgainAt) })
          : t('gate.noConsent.body', { name, ...pronounOf(person) })}
    </Panel>
  )
}
