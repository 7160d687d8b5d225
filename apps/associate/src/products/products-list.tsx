import { Button } from '@mantine/core'
import { EmptyState, SkeletonRows } from '@rapport/ui'
import { IconBarcode, IconChevronLeft, IconHanger2 } from '@tabler/icons-react'
import { getRouteApi, Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EndlessList } from '../shell/endless-list.tsx'
import { LoadFailed } from '../shell/faces.tsx'
import { productsAlone } from '../shell/search-params.ts'
import { useStore } from '../shell/store-choice.ts'
import { ProductRow } from './product-row.tsx'
import css from './products.module.css'
import { useCollections } from './use-collections.ts'
import { useProducts } from './use-products.ts'

const route = getRouteApi('/app/products')

/** What was found, or a collection in its order, with its four faces. */
export const ProductsList = ({ words, collection }: { words: string; collection: string | undefined }) => {
  const { t } = useTranslation()
  const storeId = useStore().id
  const { productId } = useParams({ strict: false })
  const only = collection === 'all' ? undefined : collection
  const { rows, q, more, hasMore, old, error, retry } = useProducts(words, only)
  return (
    <div className={css.found}>
      {collection !== undefined && <OfCollection id={collection} />}
      <p className="hidden-visually" role="status">
        {rows && !old && q !== '' && t('products.count', { count: rows.length })}
      </p>
      <div className={css.rows}>
        {error && <LoadFailed error={error} onRetry={() => void retry()} />}
        {!rows && !error && <SkeletonRows label={t('app.loading')} />}
        {rows?.length === 0 && <Nothing q={q} collection={only} />}
        {rows && rows.length > 0 && (
          <EndlessList
            key={`${q} ${collection}`}
            label={t('products.found')}
            name={`${storeId} products ${collection} ${q}`}
            items={rows}
            keyOf={row => row.id}
            estimate={88}
            hasMore={hasMore}
            onMore={more}
          >
            {row => (
              <Link
                to="/products/$productId"
                params={{ productId: row.id }}
                search={productsAlone}
                className={css.link}
                data-old={old || undefined}
                aria-current={row.id === productId ? 'true' : undefined}
              >
                <ProductRow product={row} selected={row.id === productId} />
              </Link>
            )}
          </EndlessList>
        )}
      </div>
    </div>
  )
}

const OfCollection = ({ id }: { id: string }) => {
  const { t } = useTranslation()
  const { collections } = useCollections()
  const collection = collections?.find(each => each.id === id)
  return (
    <div className={css.head}>
      <Link
        to="/products"
        search={now => ({ ...productsAlone(now), collection: undefined }) as never}
        className={css.back}
        aria-label={t('products.backToAll')}
        title={t('products.backToAll')}
      >
        <IconChevronLeft size={22} stroke={1.6} aria-hidden />
      </Link>
      <div>
        <h2 className="d20">{id === 'all' ? t('products.all') : (collection?.name ?? '')}</h2>
        {collection?.description && <p className="soft">{collection.description}</p>}
      </div>
    </div>
  )
}

const Nothing = ({ q, collection }: { q: string; collection: string | undefined }) => {
  const { t } = useTranslation()
  const search = route.useSearch()
  return (
    <EmptyState
      icon={<IconHanger2 aria-hidden />}
      text={q ? t('products.none', { q }) : t(collection ? 'products.emptyCollection' : 'products.empty')}
      action={
        q !== '' && (
          <Button
            variant="light"
            leftSection={<IconBarcode size={20} stroke={1.7} aria-hidden />}
            renderRoot={props => <Link to="/products" search={{ ...search, scan: true }} {...props} />}
          >
            {t('products.scan')}
          </Button>
        )
      }
    />
  )
}
