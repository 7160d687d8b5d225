import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Panes } from '../shell/panes.tsx'
import { ProductsScreen } from './products-screen.tsx'
import { useByCode } from './use-by-code.ts'

const ScanSheet = lazy(async () => ({ default: (await import('./scan/scan-sheet.tsx')).ScanSheet }))
const route = getRouteApi('/app/products')

/** What is sold, beside the product that is open. */
export const ProductsLayout = () => {
  const { productId } = useParams({ strict: false })
  const { scan, ...rest } = route.useSearch()
  const navigate = useNavigate()
  const byCode = useByCode()
  const close = () => void navigate({ to: '.', search: rest, replace: true })
  return (
    <>
      <Panes open={productId !== undefined} list={<ProductsScreen />} detail={<Outlet />} />
      <Suspense>
        {scan && (
          <ScanSheet
            addressed
            onClose={close}
            onCode={async code => {
              const { product, variantId } = await byCode(code)
              await navigate({
                to: '/products/$productId',
                params: { productId: product.id },
                search: { ...rest, variant: variantId, scanned: true },
                replace: true,
              })
            }}
          />
        )}
      </Suspense>
    </>
  )
}
