import type { Collection } from '@rapport/contract'
import { Tile } from '@rapport/ui'
import { IconLayoutGrid } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../shell/faces.tsx'
import { productsAlone } from '../shell/search-params.ts'
import css from './collections.module.css'
import { ProductsList } from './products-list.tsx'
import { RecentStrip } from './recent-strip.tsx'
import { useCollections } from './use-collections.ts'

/** The collections as pictures of what is in them; before them what was shown lately. */
export const Collections = () => {
  const { t } = useTranslation()
  const { collections, error, retry } = useCollections()
  if (error) return <LoadFailed error={error} onRetry={() => void retry()} />
  if (!collections) return <Skeleton label={t('app.loading')} />
  if (collections.length === 0) return <ProductsList words="" collection={undefined} />
  return (
    <div className={css.page}>
      <RecentStrip />
      <h2 className={css.title}>{t('products.collections')}</h2>
      <ul className={css.grid}>
        {collections.map(collection => (
          <li key={collection.id}>
            <One collection={collection} />
          </li>
        ))}
        <li>
          <Link
            to="/products"
            search={now => ({ ...productsAlone(now), collection: 'all' })}
            className={css.card}
          >
            <span className={css.pictures} data-all>
              <IconLayoutGrid size={32} stroke={1.3} aria-hidden />
            </span>
            <span className="d16">{t('products.all')}</span>
          </Link>
        </li>
      </ul>
    </div>
  )
}

const One = ({ collection }: { collection: Collection }) => {
  const { t } = useTranslation()
  const [first = null, second, third] = collection.pictures
  return (
    <Link
      to="/products"
      search={now => ({ ...productsAlone(now), collection: collection.id })}
      className={css.card}
    >
      <span className={css.pictures} data-several={second && third ? '' : undefined}>
        <Tile src={first} size="card" />
        {second && third && (
          <>
            <Tile src={second} size="card" />
            <Tile src={third} size="card" />
          </>
        )}
      </span>
      <span className="d16">{collection.name}</span>
      <span className="soft">{t('products.count', { count: collection.products })}</span>
    </Link>
  )
}

const Skeleton = ({ label }: { label: string }) => (
  <div className={css.page} role="status" aria-label={label} aria-busy="true">
    <div className={css.grid}>
      {[0, 1, 2, 3, 4, 5].map(each => (
        <div key={each} className={css.card} aria-hidden>
          <span className={css.blank} />
          <span className={css.line} />
        </div>
      ))}
    </div>
  </div>
)
