import { useTranslation } from 'react-i18next'
import css from './orders.module.css'

/** Orders on their way: a line, then pictures. */
export const OrdersSkeleton = ({ rows = 3 }: { rows?: number }) => {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('app.loading')} aria-busy="true" className={css.list}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={row} className={css.item} aria-hidden>
          <div className={css.card}>
            <span className={css.bar} />
            <span className={css.pictures}>
              {[0, 1, 2].slice(0, 1 + ((row + 1) % 3)).map(each => (
                <span key={each} className={css.blank} />
              ))}
            </span>
            <span className={css.bar} />
          </div>
        </div>
      ))}
    </div>
  )
}
