import { api, refusalOf } from '@rapport/client'
import type { Cart, CartItem } from '@rapport/contract'
import { Sheet } from '@rapport/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCartChange } from '../use-cart-change.ts'
import { ApprovalStep } from './approval-step.tsx'
import { DiscountForm, type Given } from './discount-form.tsx'

type Props = { cart: Cart; item: CartItem | null; opened: boolean; onClose: () => void }
type Approval = { staffId: string; pin: string }

/** Gives a discount on an item or (null) on the whole cart, with a manager's PIN where it is above one's own limit. */
export const DiscountSheet = ({ cart, item, opened, onClose }: Props) => {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Given | null>(null)
  /** What was filled in, for whoever comes back from the approval. */
  const [draft, setDraft] = useState<Given | null>(null)
  const itemId = item?.id ?? null
  const close = () => {
    setAsking(null)
    setDraft(null)
    onClose()
  }
  const set = useCartChange(
    cart,
    (given: { discount: Given | null; approval?: Approval }) =>
      api.carts.setDiscount({ cartId: cart.id, itemId, ...given }),
    ['APPROVAL_NEEDED', 'APPROVAL_REFUSED', 'PIN_LOCKED'],
  )
  const give = async (discount: Given | null, approval?: Approval) => {
    try {
      await set.mutateAsync({ discount, ...(approval ? { approval } : {}) })
      close()
    } catch (error) {
      if (approval) throw error
      if (refusalOf(error).code !== 'APPROVAL_NEEDED') return
      setDraft(discount)
      setAsking(discount)
    }
  }
  return (
    <Sheet
      opened={opened}
      onClose={close}
      closeLabel={t('app.close')}
      title={
        asking
          ? t('cart.approval.title')
          : item
            ? t('cart.discountOf', { name: item.name })
            : t('cart.discountCart')
      }
    >
      {asking ? (
        <ApprovalStep onBack={() => setAsking(null)} onApprove={approval => give(asking, approval)} />
      ) : (
        <DiscountForm cart={cart} itemId={itemId} draft={draft} busy={set.isPending} onGive={give} />
      )}
    </Sheet>
  )
}
