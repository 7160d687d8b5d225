import { api, orpc, refusalOf } from '@rapport/client'
import type { Cart, CartItem } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useStore } from '../shell/store-choice.ts'
import { putCart, useCurrentCart } from './use-cart.ts'
import { useTellRefused } from './use-cart-change.ts'

type Wanted = {
  /** Born with the tap, so that the same tap twice adds once. */
  clientId: string
  variantId: string
  quantity?: number
  fulfilment?: CartItem['fulfilment']
  from?: 'search' | 'scan' | 'wishlist' | 'recommendation'
}

/**
 * Adds to the current cart, opening it first where there is none: looking at an empty cart opens nothing. Without a
 * connection it is refused, not kept for later: price and stock are the server's, and a cart that stands on one phone
 * alone is neither what a colleague sees nor what the customer could pay.
 */
export const useAdd = (customerId: string, kind: Cart['kind'] = 'remote') => {
  const storeId = useStore().id
  const queryClient = useQueryClient()
  const cart = useCurrentCart(customerId).data?.cart ?? null
  const tell = useTellRefused(cart?.id)
  return useMutation({
    scope: { id: `cart of ${customerId}` },
    mutationFn: async (wanted: Wanted) => {
      const open = () => api.carts.open({ storeId, customerId, kind })
      const known = queryClient.getQueryData(orpc.carts.current.queryKey({ input: { storeId, customerId } }))
      const into = (known?.cart ?? cart)?.id ?? (await open()).id
      try {
        return await api.carts.addItem({ cartId: into, ...wanted })
      } catch (error) {
        // Paid or expired since we looked: it belongs into the one of now.
        if (refusalOf(error).code !== 'CART_CLOSED') throw error
        return api.carts.addItem({ cartId: (await open()).id, ...wanted })
      }
    },
    onSuccess: answer => putCart(queryClient, answer),
    onError: error => void tell(error),
  })
}
