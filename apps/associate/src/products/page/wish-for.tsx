import { api } from '@rapport/client'
import type { Product, Variant } from '@rapport/contract'
import { Tap } from '@rapport/ui'
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCustomerQuery } from '../../customer/use-customer.ts'
import { useRemoval } from '../../customer/use-removal.tsx'
import { useWishlist, wishesKey } from '../../customer/wishlist/use-wishlist.ts'
import { useStore } from '../../shell/store-choice.ts'
import { calledBy } from './use-add-to-cart.ts'
import { useWish } from './use-wish.tsx'

type Props = { product: Product; chosen: Variant | undefined; customerId: string }

/** Whether this customer wishes for it, as far as it is chosen; a tap puts it on their wishlist, or takes it away again. */
export const WishFor = ({ product, chosen, customerId }: Props) => {
  const { t } = useTranslation()
  const storeId = useStore().id
  const customer = useCustomerQuery(customerId).data
  const { wishes } = useWishlist(customerId)
  const wish = useWish(product)
  const remove = useRemoval()
  const wished = wishes?.find(
    each => each.product.id === product.id && (!chosen || !each.variant || each.variant.id === chosen.id),
  )
  if (!customer) return null
  const name = calledBy(customer)
  const takeAway = (itemId: string) =>
    remove({
      id: itemId,
      words: t('wishes.removed', { name: product.name }),
      queryKey: wishesKey(customerId),
      perform: () => api.wishlist.remove({ storeId, customerId, itemId }),
    })
  return (
    <Tap
      label={t('products.wishFor', { name })}
      pressed={wished !== undefined}
      disabled={wish.isPending || !wishes}
      onClick={() => (wished ? takeAway(wished.id) : wish.mutate({ customer, chosen }))}
    >
      {wished ? (
        <IconBookmarkFilled size={22} aria-hidden />
      ) : (
        <IconBookmark size={22} stroke={1.6} aria-hidden />
      )}
    </Tap>
  )
}
