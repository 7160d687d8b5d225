import type { WishlistItem } from '@rapport/contract'
import { Sheet } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { PickVariant } from '../products/picker/pick-variant.tsx'

/** A wish for a product leaves open which of it: that is asked before it goes into the cart. */
export const WishVariantSheet = (props: {
  wish: WishlistItem
  onPick: (variantId: string) => void
  onClose: () => void
}) => {
  const { t } = useTranslation()
  const { product } = props.wish
  return (
    <Sheet opened onClose={props.onClose} closeLabel={t('app.close')} title={product.name}>
      <PickVariant productId={product.id} onBack={props.onClose} onPick={props.onPick} />
    </Sheet>
  )
}
