import { SkeletonRows } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import css from './profile-skeleton.module.css'

/** The shape of a profile: face and name, what one can do, two lines of prose, then rows. */
export const ProfileSkeleton = () => {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('app.loading')} aria-busy="true">
      <div className={css.head} aria-hidden>
        <span className={css.face} />
        <span className={css.lines}>
          <span className={css.name} />
          <span className={css.line} />
        </span>
      </div>
      <div className={css.acts} aria-hidden>
        <span className={css.act} />
        <span className={css.act} />
        <span className={css.act} />
      </div>
      <div className={css.prose} aria-hidden>
        <span className={css.line} />
        <span className={css.line} />
      </div>
      <SkeletonRows label={t('app.loading')} rows={3} />
    </div>
  )
}
