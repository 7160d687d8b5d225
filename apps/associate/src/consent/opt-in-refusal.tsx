import { Button } from '@mantine/core'
import type { GateDecision } from '@rapport/contract'
import { Note } from '@rapport/ui'
import { IconAlertCircle, IconMoon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../conversations/thread/use-go.ts'
import { useWhen } from '../conversations/thread/when.ts'
import css from './opt-in.module.css'
import { type Person, pronounOf } from './person.ts'
import { useReasonSentence } from './reason-sentence.ts'

/** What the gate says of the request: held until, or refused with what to do instead. */
export function OptInRefusal(props: {
  decision: GateDecision
  person: Person
  conversationId: string | null
}) {
  const { decision, person, conversationId } = props
  const { t } = useTranslation()
  const when = useWhen()
  const go = useGo()
  const say = useReasonSentence(person)
  const said = { name: person.name, ...pronounOf(person) }
  const held = decision.verdict === 'hold'
  const justWrite = decision.instead.includes('just_write') && conversationId !== null
  return (
    <div className={css.refusal}>
      <Note
        tone={held ? 'mute' : 'warn'}
        role="status"
        icon={
          held ? (
            <IconMoon size={20} stroke={1.7} aria-hidden />
          ) : (
            <IconAlertCircle size={20} stroke={1.7} aria-hidden />
          )
        }
      >
        {held && decision.nextAllowedAt ? (
          t('optIn.scheduled', { when: when(decision.nextAllowedAt) })
        ) : (
          <>
            <p>{say({ code: 'SEND_DENIED', decision })}</p>
            {decision.instead
              .filter(instead => instead !== 'just_write' && instead !== 'request_opt_in')
              .map(instead => (
                <p key={instead}>{t(`gate.instead.${instead}`, said)}</p>
              ))}
          </>
        )}
      </Note>
      {!held && conversationId && (
        <Button size="lg" fullWidth onClick={() => go.conversation(conversationId)}>
          {t(justWrite ? 'optIn.write' : 'optIn.open', said)}
        </Button>
      )}
    </div>
  )
}
