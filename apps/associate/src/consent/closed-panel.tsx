import { Button } from '@mantine/core'
import type { Conversation } from '@rapport/contract'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../conversations/thread/use-go.ts'
import { Panel } from './panel.tsx'
import { personOf, pronounOf } from './person.ts'
import { useReasonSentence } from './reason-sentence.ts'

/** Closed for another reason: each as a sentence, and what may be done instead. */
export function ClosedPanel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const go = useGo()
  const person = personOf(conversation)
  const say = useReasonSentence(person)
  const { gate, customer } = conversation
  const said = { name: person.name, ...pronounOf(person) }
  return (
    <Panel
      sign={<IconLock size={24} stroke={1.7} aria-hidden />}
      title={t('gate.closed')}
      actions={
        <>
          {gate.instead.includes('request_opt_in') && (
            <Button onClick={() => go.optIn(customer.id)}>{t('gate.instead.request_opt_in', said)}</Button>
          )}
          {gate.instead.includes('fix_address') && (
            <Button variant="default" onClick={() => go.profile(customer.id)}>
              {t('gate.optedOut.profile', pronounOf(person))}
            </Button>
          )}
        </>
      }
    >
      {gate.reasons.map(reason => (
        <p key={reason}>{say({ code: 'SEND_DENIED', decision: { ...gate, reasons: [reason] } })}</p>
      ))}
      {gate.instead
        .filter(instead => instead !== 'request_opt_in')
        .map(instead => (
          <p key={instead}>{t(`gate.instead.${instead}`, said)}</p>
        ))}
    </Panel>
  )
}
