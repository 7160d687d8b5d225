import type { Product, Variant } from '@rapport/contract'
import { Tap } from '@rapport/ui'
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCustomerQuery } from '../../customer/use-customer.ts'
import { useWishlist } from '../../customer/wishlist/use-wishlist.ts'
import { withTexts } from '../../i18n/texts.ts'
import { useMay } from '../../shell/session.ts'
import { calledBy } from './use-add-to-cart.ts'
import { useWish } from './use-wish.tsx'

const Whom = lazy(async () => ({
  default: (await withTexts(['customers'], import('./whom-sheet.tsx'))).WhomSheet,
}))
const route = getRouteApi('/app/products/$productId')
type Props = { product: Product; chosen: Variant | undefined }

/** Onto the wishlist of whom one came for, else of whom one says (CUS-6). */
export const WishTap = (props: Props) => {
  const customerId = route.useSearch({ select: search => search.for })
  const may = useMay('customer.edit')
  if (!may) return null
  return customerId ? <WishFor {...props} customerId={customerId} /> : <WishForWhom {...props} />
}

const WishFor = ({ product, chosen, customerId }: Props & { customerId: string }) => {
  const { t } = useTranslation()
  const customer = useCustomerQuery(customerId).data
  const { wishes } = useWishlist(customerId)
  const wish = useWish(product)
  const wished = wishes?.some(
    each => each.product.id === product.id && (!chosen || !each.variant || each.variant.id === chosen.id),
  )
  if (!customer) return null
  const name = calledBy(customer)
  return (
    <Tap
      label={t(wished ? 'products.isWished' : 'products.wishFor', { name })}
      pressed={wished === true}
      disabled={wish.isPending}
      onClick={() => wish.mutate({ customer, chosen })}
    >
      {wished ? (
        <IconBookmarkFilled size={22} aria-hidden />
      ) : (
        <IconBookmark size={22} stroke={1.6} aria-hidden />
      )}
    </Tap>
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
