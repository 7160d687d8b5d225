import type { Product } from '@rapport/contract'
import { Tile } from '@rapport/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { productsAlone } from '../../shell/search-params.ts'
import css from './product-page.module.css'

/** What goes with it, as the business says. */
export const GoesWith = ({ product }: { product: Product }) => {
  const { t } = useTranslation()
  if (product.goesWith.length === 0) return null
  return (
    <section>
      <h2 className="d16">{t('products.goesWith')}</h2>
      <ul className={css.strip}>
        {product.goesWith.map(other => (
          <li key={other.id}>
            <Link
              to="/products/$productId"
              params={{ productId: other.id }}
              search={productsAlone}
              className={css.other}
            >
              <Tile src={other.pictureUrl} size="card" />
              <span>{other.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
