import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNumber } from './as-number.ts'
import css from './opt-in.module.css'
import type { Preview } from './use-preview.ts'

/** Exactly what the customer receives: one message; the hairline only marks where the fixed part begins. */
export function OptInPreview(props: {
  name: string
  business: string
  introduction: string
  preview: Preview
}) {
  const { name, business, introduction, preview } = props
  const { t } = useTranslation()
  const { data, failed } = preview
  const from = useNumber(data?.from ?? null)
  return (
    <section aria-label={t('optIn.receives', { name })}>
      <div className={css.head}>
        <h2>{t('optIn.receives', { name })}</h2>
        {data && (
          <span className={`${css.aside} num`} role="status">
            {t('optIn.segments', { count: data.segments.segments, encoding: data.segments.encoding })}
          </span>
        )}
      </div>
      <div className={css.preview} aria-busy={!data}>
        {from && <p className={css.from}>{t('optIn.from', { number: from })}</p>}
        <div className={css.bubble}>
          {introduction.trim() !== '' && <p>{introduction.trim()}</p>}
          {data ? <p className={css.fixed}>{data.optInText}</p> : <p className={css.fixedToCome} />}
        </div>
        <p className={css.locked}>
          <IconLock size={14} stroke={2} aria-hidden />
          {failed ? t('optIn.noPreview') : t('optIn.fixed', { business })}
        </p>
      </div>
    </section>
  )
}
