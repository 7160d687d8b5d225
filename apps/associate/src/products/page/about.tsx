import type { Product } from '@rapport/contract'
import { useTranslation } from 'react-i18next'
import css from './product-page.module.css'

/** What it is, what it is made of and how it wants to be treated, to be said aloud. */
export const About = ({ product }: { product: Product }) => {
  const { t } = useTranslation()
  const facts = [
    [t('products.material'), product.material],
    [t('products.care'), product.care],
  ].filter(([, value]) => value)
  return (
    <section className={css.about}>
      {product.description && <p className={css.description}>{product.description}</p>}
      {facts.length > 0 && (
        <dl className={css.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
