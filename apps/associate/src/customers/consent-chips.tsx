import type { ConsentState, Customer } from '@rapport/contract'
import { Tag, type Tone } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import css from './consent-chips.module.css'
import { ConsentHeart } from './consent-heart.tsx'
import { consentsOf } from './consents-of.ts'

const tones: Record<ConsentState, Tone> = {
  opted_in: 'heart',
  requested: 'heart',
  none: 'mute',
  opted_out: 'mute',
}
const words = {
  opted_in: 'customer.consentIn',
  requested: 'customer.consentAsked',
  none: 'customer.consentNone',
  opted_out: 'customer.consentOut',
} as const

/** Consent per channel, in hearts and words; also where no one has asked yet. */
export const ConsentChips = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation()
  const consents = consentsOf(customer)
  if (consents.length === 0) return null
  return (
    <ul className={css.consents} aria-label={t('customer.consent')}>
      {consents.map(({ channel, state }) => (
        <li key={channel}>
          <Tag tone={tones[state]}>
            <ConsentHeart state={state} />
            {t(words[state], { channel: t(`channel.${channel}`) })}
          </Tag>
        </li>
      ))}
    </ul>
  )
}
