import type { ConsentState, ConsentSummary } from '@rapport/contract'
import { Tag, type Tone } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { ConsentHeart } from './consent-heart.tsx'
import css from './customer-card.module.css'

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

/** Consent per channel, in hearts and words. */
export const ConsentChips = ({ consents }: { consents: ConsentSummary[] }) => {
  const { t } = useTranslation()
  if (consents.length === 0) return null
  return (
    <ul className={css.consents} aria-label={t('customer.consent')}>
      {consents.map(consent => (
        <li key={`${consent.contactPointId} ${consent.channel}`}>
          <Tag tone={tones[consent.state]}>
            <ConsentHeart state={consent.state} />
            {t(words[consent.state], { channel: t(`channel.${consent.channel}`) })}
          </Tag>
        </li>
      ))}
    </ul>
  )
}
