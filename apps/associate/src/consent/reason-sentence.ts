import type { GateReason } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import { useWhen } from '../conversations/thread/when.ts'
import type { Refused } from '../outbox/refusals.ts'
import type { Person } from './person.ts'

const timed = ['asked_recently', 'quiet_hours', 'frequency_cap'] as const
const isTimed = (reason: GateReason): reason is (typeof timed)[number] => timed.some(each => each === reason)
const codes = ['NOT_PERMITTED', 'NOT_FOUND', 'CLIENT_ID_REUSED', 'INVALID'] as const

/** Says why something may not go: the gate's first reason, or the refusal's own. */
export function useReasonSentence(person: Person): (refused: Refused) => string {
  const { t } = useTranslation()
  const when = useWhen()
  return ({ code, decision }) => {
    const reason = decision?.reasons[0]
    if (!reason) return t(`gate.code.${codes.find(each => each === code) ?? 'other'}`)
    const until = decision.nextAllowedAt
    const values = { name: person.name, store: person.store, when: until ? when(until) : '' }
    return until && isTimed(reason)
      ? t(`gate.reason.${reason}_until`, values)
      : t(`gate.reason.${reason}`, values)
  }
}
