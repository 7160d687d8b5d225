import { Tile } from '@rapport/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { productsAlone } from '../shell/search-params.ts'
import css from './collections.module.css'
import { useRecent } from './use-recent.ts'

/** What was shown lately, to go back to while the customer still thinks. */
export const RecentStrip = () => {
  const { t } = useTranslation()
  const recent = useRecent()
  if (recent.length === 0) return null
  return (
    <>
      <h2 className={css.title}>{t('products.recent')}</h2>
      <ul className={css.strip}>
        {recent.map(product => (
          <li key={product.id}>
            <Link
              to="/products/$productId"
              params={{ productId: product.id }}
              search={productsAlone}
              className={css.recent}
            >
              <Tile src={product.pictureUrl} />
              <span className={css.name}>{product.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
