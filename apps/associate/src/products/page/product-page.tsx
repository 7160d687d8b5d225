import { Button } from '@mantine/core'
import { EmptyState } from '@rapport/ui'
import { IconHanger2 } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isNothingThere } from '../../customer/use-customer.ts'
import { LoadFailed } from '../../shell/faces.tsx'
import { useSession } from '../../shell/session.ts'
import { rememberProduct } from '../recent.ts'
import { useProduct } from '../use-product.ts'
import { ProductSheet } from './product-sheet.tsx'
import { ProductSkeleton } from './product-skeleton.tsx'

const route = getRouteApi('/app/products/$productId')

/** One product as one holds it out to a customer: what it looks like first, then what it costs and where it is. */
export const ProductPage = () => {
  const { t } = useTranslation()
  const { productId } = route.useParams()
  const { variant } = route.useSearch()
  const { staff } = useSession()
  const query = useProduct(productId)
  const product = query.data
  const there = product !== undefined
  useEffect(() => {
    if (there) rememberProduct(staff.id, productId)
  }, [there, staff.id, productId])
  if (product)
    return <ProductSheet key={`${productId} ${variant}`} product={product} variantId={variant ?? null} />
  if (query.isPending) return <ProductSkeleton label={t('app.loading')} />
  if (isNothingThere(query.error))
    return (
      <EmptyState
        icon={<IconHanger2 aria-hidden />}
        text={t('products.gone')}
        action={
          <Button variant="light" renderRoot={props => <Link to="/products" {...props} />}>
            {t('products.toAll')}
          </Button>
        }
      />
    )
  return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
}
