import { useTranslation } from 'react-i18next'
import css from './cart.module.css'

/** A cart that is on its way. */
export const CartSkeleton = () => {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('app.loading')} aria-busy="true">
      {[0, 1, 2].map(each => (
        <div key={each} className={css.ghost} aria-hidden>
          <div className={css.blank} />
          <div className={css.lines}>
            <div className={css.bar} style={{ width: `${70 - each * 12}%` }} />
            <div className={css.bar} style={{ width: `${34 + each * 6}%` }} />
          </div>
        </div>
      ))}
    </div>
  )
}
