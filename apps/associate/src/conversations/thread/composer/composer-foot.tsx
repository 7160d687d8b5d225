import type { Channel } from '@rapport/contract'
import { countSegments } from '@rapport/contract/segments'
import { useTranslation } from 'react-i18next'
import css from './composer.module.css'

/** A single GSM message shows its counter only from here on. */
const mattersFrom = 80

/** Under the text: that it is kept, and how many SMS it makes once that matters. */
export function ComposerFoot(props: { text: string; channel: Channel; over: number }) {
  const { text, channel, over } = props
  const { t } = useTranslation()
  if (text === '') return null
  const { segments, left, encoding, units } = countSegments(text.trim())
  const counts =
    channel === 'sms' && (segments > 1 || units >= mattersFrom || (encoding === 'UCS-2' && units > 35))
  if (!counts && over <= 0 && text.length < 12) return null
  return (
    <div className={css.foot}>
      <span>{t('composer.kept')}</span>
      {over > 0 ? (
        <span data-over role="alert">
          {t('composer.over', { count: over })}
        </span>
      ) : (
        counts && <span className="num">{t('composer.segments', { count: segments, left })}</span>
      )}
    </div>
  )
}
