import type { Cart, Customer, WishlistItem } from '@rapport/contract'
import { Tile } from '@rapport/ui'
import { IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWishlist } from '../customer/wishlist/use-wishlist.ts'
import { variantWords, WishWords } from '../customer/wishlist/wish-words.tsx'
import { withTexts } from '../i18n/texts.ts'
import css from './cart.module.css'
import { useAdd } from './use-add.ts'

const WishVariantSheet = lazy(async () => ({
  default: (await withTexts(['products'], import('./wish-variant-sheet.tsx'))).WishVariantSheet,
}))

type Props = { customer: Customer; cart: Cart | null; kind: Cart['kind']; offline: boolean }

/** What this customer wishes for and has not in the cart yet: one tap each. */
export const WishStrip = ({ customer, cart, kind, offline }: Props) => {
  const { t } = useTranslation()
  const add = useAdd(customer.id, kind)
  const [asking, setAsking] = useState<WishlistItem | null>(null)
  const inCart = new Set(cart?.items.flatMap(item => [item.variantId, item.productId]) ?? [])
  const { wishes } = useWishlist(customer.id)
  const shown = wishes?.filter(wish => !inCart.has(wish.variant?.id ?? wish.product.id)) ?? []
  if (shown.length === 0) return null
  const take = (variantId: string) => {
    setAsking(null)
    add.mutate({ clientId: crypto.randomUUID(), variantId, from: 'wishlist' })
  }
  return (
    <section className={css.wishes}>
      <h2>{t('cart.wishes', { name: customer.firstName || customer.name })}</h2>
      <ul className={css.strip}>
        {shown.map(wish => (
          <li key={wish.id}>
            <button
              type="button"
              className={css.wish}
              disabled={offline || add.isPending}
              aria-label={t('cart.addWish', { name: wish.product.name })}
              onClick={() => (wish.variant ? take(wish.variant.id) : setAsking(wish))}
            >
              <Tile src={wish.product.pictureUrl} size="small" />
              <span className={css.wishWords}>
                <span className="cut">
                  {[wish.product.name, variantWords(wish)].filter(Boolean).join(', ')}
                </span>
                <WishWords wish={wish} />
              </span>
              <IconPlus size={18} stroke={1.8} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <Suspense>
        {asking && <WishVariantSheet wish={asking} onPick={take} onClose={() => setAsking(null)} />}
      </Suspense>
    </section>
  )
}
