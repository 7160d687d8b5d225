import type { Product, Variant } from '@rapport/contract'
import { Tap } from '@rapport/ui'
import { IconBookmark } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withTexts } from '../../i18n/texts.ts'
import { useMay } from '../../shell/session.ts'
import { useWish } from './use-wish.tsx'

const Whom = lazy(async () => ({
  default: (await withTexts(['customers'], import('./whom-sheet.tsx'))).WhomSheet,
}))
const WishFor = lazy(async () => ({
  default: (await withTexts(['customers'], import('./wish-for.tsx'))).WishFor,
}))
const route = getRouteApi('/app/products/$productId')
type Props = { product: Product; chosen: Variant | undefined }

/** Onto the wishlist of whom one came for, else of whom one says (CUS-6). */
export const WishTap = (props: Props) => {
  const customerId = route.useSearch({ select: search => search.for })
  const may = useMay('customer.edit')
  if (!may) return null
  if (!customerId) return <WishForWhom {...props} />
  return (
    <Suspense>
      <WishFor {...props} customerId={customerId} />
    </Suspense>
  )
}

const WishForWhom = ({ product, chosen }: Props) => {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const wish = useWish(product)
  return (
    <>
      <Tap label={t('products.wish')} disabled={wish.isPending} onClick={() => setAsking(true)}>
        <IconBookmark size={22} stroke={1.6} aria-hidden />
      </Tap>
      <Suspense>
        {asking && (
          <Whom
            title={t('products.wishForWhom')}
            onClose={() => setAsking(false)}
            onPick={customer => {
              setAsking(false)
              wish.mutate({ customer, chosen })
            }}
          />
        )}
      </Suspense>
    </>
  )
}
