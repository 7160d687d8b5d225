import type { Conversation, FailureReason, Message } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import css from './bubble.module.css'
import { useGo } from './use-go.ts'

/** Reasons that another try of the same text may cure. */
const curable = new Set<FailureReason>(['unreachable', 'unknown', 'blocked_by_carrier', 'denied_by_gate'])
const callable = new Set<FailureReason>(['unreachable', 'landline', 'blocked_by_carrier', 'unregistered'])
const oursToMend = new Set<FailureReason>(['country_not_enabled', 'number_misconfigured', 'unregistered'])

/** Why a message did not arrive, in plain words, and what helps. */
export function FailureAside(props: {
  message: Message
  conversation: Conversation
  onRetry: ((message: Message) => void) | null
}) {
  const { message, conversation, onRetry } = props
  const { t } = useTranslation()
  const go = useGo()
  const name = conversation.customerFirstName
  const reason = message.failure?.reason ?? 'unknown'
  const mendable = reason === 'invalid_number' || reason === 'landline'
  const retry = curable.has(reason) ? onRetry : null
  return (
    <>
      <p className={css.aside}>
        {t(`thread.failure.${reason}`, { name })} {oursToMend.has(reason) && `${t('thread.hint.admin')}.`}
        {callable.has(reason) && `${t('thread.hint.call', { name })}.`}
      </p>
      {(mendable || retry) && (
        <div className={css.actions}>
          {mendable && (
            <button type="button" className={css.action} onClick={() => go.profile(conversation.customer.id)}>
              {t('thread.hint.profile')}
            </button>
          )}
          {retry && (
            <button type="button" className={css.action} onClick={() => retry(message)}>
              {t('thread.tryAgain')}
            </button>
          )}
        </div>
      )}
    </>
  )
}
