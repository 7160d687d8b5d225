import type { ContactPoint } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import css from './opt-in.module.css'

/** Which of the customer's numbers, on which channel. A channel that is not there yet says so. */
export function OptInTo(props: {
  phones: readonly ContactPoint[]
  point: ContactPoint
  onPoint: (point: ContactPoint) => void
}) {
  const { phones, point, onPoint } = props
  const { t } = useTranslation()
  return (
    <>
      <div className={css.head}>
        <span id="opt-in-to">{t('optIn.to')}</span>
      </div>
      <div className={css.to}>
        {phones.length === 1 ? (
          <span className={css.address}>{point.shown}</span>
        ) : (
          <select
            className={css.address}
            aria-labelledby="opt-in-to"
            value={point.id}
            onChange={event => {
              const chosen = phones.find(each => each.id === event.currentTarget.value)
              if (chosen) onPoint(chosen)
            }}
          >
            {phones.map(each => (
              <option key={each.id} value={each.id}>
                {each.shown}
              </option>
            ))}
          </select>
        )}
        <fieldset className={css.channels}>
          <legend className="hidden-visually">{t('optIn.channel')}</legend>
          <label>
            <input type="radio" name="channel" defaultChecked />
            <span>{t('thread.channel.sms')}</span>
          </label>
          <label title={t('optIn.notYet')}>
            <input type="radio" name="channel" disabled />
            <span>
              {t('thread.channel.whatsapp')}
              <span className="hidden-visually">, {t('optIn.notYet')}</span>
            </span>
          </label>
        </fieldset>
      </div>
    </>
  )
}
