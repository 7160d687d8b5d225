import { api } from '@rapport/client'
import type { Cart } from '@rapport/contract'
import { Sheet } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { useCartChange } from '../use-cart-change.ts'
import { ApprovalStep } from './approval-step.tsx'

/** Discounts that became more than was approved, as the cart changed: a manager approves them as they stand now. */
export const ApproveSheet = (props: { cart: Cart; opened: boolean; onClose: () => void }) => {
  const { cart, opened, onClose } = props
  const { t } = useTranslation()
  const approve = useCartChange(
    cart,
    (approval: { staffId: string; pin: string }) =>
      api.carts.approve({ cartId: cart.id, version: cart.version, approval }),
    ['APPROVAL_NEEDED', 'APPROVAL_REFUSED', 'PIN_LOCKED'],
  )
  return (
    <Sheet opened={opened} onClose={onClose} closeLabel={t('app.close')} title={t('cart.approval.title')}>
      {opened && (
        <ApprovalStep onBack={onClose} onApprove={approval => approve.mutateAsync(approval).then(onClose)} />
      )}
    </Sheet>
  )
}
