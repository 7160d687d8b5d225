import type { Cart } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import css from './cart.module.css'

/** What is still to be done, just above the button that takes one there. */
export const MissingWords = ({ missing }: { missing: Cart['missing'][number] | undefined }) => {
  const { t } = useTranslation()
  return missing ? (
    <p className={css.missing} role="status">
      {t(`cart.missing.${missing}`)}
    </p>
  ) : null
}
