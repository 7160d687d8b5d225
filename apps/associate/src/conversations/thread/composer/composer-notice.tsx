import type { Conversation } from '@rapport/contract'
import { Note, Tap } from '@rapport/ui'
import { IconAlertCircle, IconMoon, IconX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { personOf } from '../../../consent/person.ts'
import { useReasonSentence } from '../../../consent/reason-sentence.ts'
import { onRefused, refusedIn, setRefused } from '../../../outbox/refusals.ts'
import { useWhen } from '../when.ts'
import css from './composer.module.css'

/** Above the field: why the last text came back, or when the next one will go. */
export function ComposerNotice({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const when = useWhen()
  const say = useReasonSentence(personOf(conversation))
  const refused = useSyncExternalStore(onRefused, () => refusedIn(conversation.id))
  const { verdict, nextAllowedAt, reasons } = conversation.gate
  if (refused)
    return (
      <div className={css.notice}>
        <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          <div className={css.noticeLine}>
            <span>{t('composer.returned', { reason: say(refused) })}</span>
            <Tap label={t('composer.dismiss')} onClick={() => setRefused(conversation.id, null)}>
              <IconX size={18} stroke={1.8} aria-hidden />
            </Tap>
          </div>
        </Note>
      </div>
    )
  if (verdict !== 'hold' || !nextAllowedAt) return null
  const name = conversation.customerFirstName
  const at = { name, when: when(nextAllowedAt) }
  return (
    <div className={css.notice}>
      <Note tone="mute" role="status" icon={<IconMoon size={20} stroke={1.7} aria-hidden />}>
        {reasons.includes('quiet_hours')
          ? t('composer.holdQuiet', at)
          : reasons.includes('frequency_cap')
            ? t('composer.holdCap', at)
            : t('composer.hold', at)}
      </Note>
    </div>
  )
}
