import { api } from '@rapport/client'
import type { Cart, CartItem } from '@rapport/contract'
import { useQueryClient } from '@tanstack/react-query'
import { patchCart } from '../use-cart.ts'
import { useCartChange } from '../use-cart-change.ts'

type Change = {
  quantity?: number
  fulfilment?: CartItem['fulfilment']
  variantId?: string
  acceptPrice?: true
}

/** Changes an item. What one sees at once is what one chose; sums and taxes come with the answer. */
export const useChangeItem = (cart: Cart, item: CartItem) => {
  const queryClient = useQueryClient()
  return useCartChange(cart, (change: Change) => {
    const { fulfilment } = change
    if (fulfilment)
      patchCart(queryClient, { storeId: cart.storeId, customerId: cart.customer.id }, now => ({
        ...now,
        items: now.items.map(each => (each.id === item.id ? { ...each, fulfilment } : each)),
      }))
    return api.carts.changeItem({ cartId: cart.id, itemId: item.id, ...change })
  })
}
