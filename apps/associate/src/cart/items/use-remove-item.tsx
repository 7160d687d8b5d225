import { notifications } from '@mantine/notifications'
import { api, orpc } from '@rapport/client'
import type { Cart, CartItem } from '@rapport/contract'
import { NoticeLine } from '@rapport/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { undoMs } from '../../customer/removal.ts'
import { useRemoval } from '../../customer/use-removal.tsx'
import { useAdd } from '../use-add.ts'
import { patchCart } from '../use-cart.ts'
import { useCartChange } from '../use-cart-change.ts'

/**
 * Takes an item out, with a line that takes that back. It is gone at once, so that the sum below is always the one that
 * would be paid; taking it back adds the same again, with its discount. The last one is only hidden until the time to
 * think is over: with it the cart itself would go, and its page with it.
 */
export const useRemoveItem = (cart: Cart) => {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const add = useAdd(cart.customer.id, cart.kind)
  const removeSoon = useRemoval()
  const where = { storeId: cart.storeId, customerId: cart.customer.id }
  const change = useCartChange(cart, (item: CartItem) => {
    patchCart(queryClient, where, now => ({ ...now, items: now.items.filter(each => each.id !== item.id) }))
    return api.carts.removeItem({ cartId: cart.id, itemId: item.id })
  })
  const discount = useCartChange(cart, (given: Parameters<typeof api.carts.setDiscount>[0]) =>
    api.carts.setDiscount(given),
  )
  const putBack = async (item: CartItem, clientId: string) => {
    const now = await add.mutateAsync({
      clientId,
      variantId: item.variantId,
      quantity: item.quantity,
      fulfilment: item.fulfilment,
    })
    const had = cart.discounts.find(each => each.itemId === item.id)
    const back = now.items.find(each => each.variantId === item.variantId)
    if (!had || !back) return
    const { kind, value, reason } = had
    await discount.mutateAsync({ cartId: now.id, itemId: back.id, discount: { kind, value, reason } })
  }
  return (item: CartItem) => {
    const words = t('cart.removed', { name: item.name })
    if (cart.items.length === 1)
      return removeSoon({
        id: item.id,
        words,
        queryKey: orpc.carts.key(),
        perform: () => api.carts.removeItem({ cartId: cart.id, itemId: item.id }),
      })
    change.mutate(item)
    // Born with the removal, so that whatever is sent twice puts it back once.
    const clientId = crypto.randomUUID()
    const undo = () => void putBack(item, clientId).catch(() => {})
    notifications.show({
      id: item.id,
      autoClose: undoMs,
      withCloseButton: false,
      message: <NoticeLine id={item.id} words={words} act={t('profile.undo')} onAct={undo} />,
    })
  }
}
