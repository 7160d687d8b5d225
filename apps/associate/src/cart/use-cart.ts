import { orpc } from '@rapport/client'
import type { Cart } from '@rapport/contract'
import { type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useStore } from '../shell/store-choice.ts'

/** The link is made in the background; should the news of it be lost, we ask. */
const askAgainMs = 2500

/** The current cart of a customer at this store; `null` when there is none. Kept true by the live connection. */
export const useCurrentCart = (customerId: string | undefined) => {
  const storeId = useStore().id
  const query = useQuery({
    ...orpc.carts.current.queryOptions({ input: customerId ? { storeId, customerId } : skipToken }),
    refetchInterval: ({ state }) => (state.data?.cart?.payment === 'preparing' ? askAgainMs : false),
  })
  useEndOfDay(query.data?.cart ?? null)
  return query
}

/** One cart, also when it is not the current one any more. */
export const useCart = (cartId: string, watch = false) =>
  useQuery({
    ...orpc.carts.get.queryOptions({ input: { cartId } }),
    refetchInterval: watch ? askAgainMs : false,
  })

/** Writes an answer of the server where every screen reads it. An answer that was overtaken changes nothing. */
export const putCart = (queryClient: QueryClient, cart: Cart): void => {
  const current = orpc.carts.current.queryKey({
    input: { storeId: cart.storeId, customerId: cart.customer.id },
  })
  const known = queryClient.getQueryData(current)?.cart
  if (known?.id === cart.id && known.version > cart.version) return
  queryClient.setQueryData(orpc.carts.get.queryKey({ input: { cartId: cart.id } }), cart)
  if (cart.state === 'open') queryClient.setQueryData(current, { cart })
  else if (known?.id === cart.id) queryClient.setQueryData(current, { cart: null })
}

/** Shows a change before the server has said so. The sum is the server's alone: it follows. */
export const patchCart = (
  queryClient: QueryClient,
  of: { storeId: string; customerId: string },
  change: (cart: Cart) => Cart,
): void => {
  queryClient.setQueryData(orpc.carts.current.queryKey({ input: of }), old =>
    old?.cart ? { cart: change(old.cart) } : old,
  )
}

/** A cart ends with the store's day, also on a screen that nobody touches (CRT-1). */
const useEndOfDay = (cart: Cart | null) => {
  const queryClient = useQueryClient()
  const expiresAt = cart?.expiresAt
  useEffect(() => {
    if (expiresAt === undefined) return
    const inMs = Date.parse(expiresAt) - Date.now()
    const timer = setTimeout(
      () => void queryClient.invalidateQueries({ queryKey: orpc.carts.key() }),
      Math.min(Math.max(inMs, 0) + 1000, 2 ** 31 - 1),
    )
    return () => clearTimeout(timer)
  }, [expiresAt, queryClient])
}
