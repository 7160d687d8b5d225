import type { LiveSignal } from '@rapport/contract'
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { orpc } from '../api.ts'

/** Makes open screens agree with what became of a cart, and of money for it or back. */
export const refreshCart = (
  client: QueryClient,
  { customerId, cartId, event }: Extract<LiveSignal, { type: 'cart' }>,
): void => {
  const again = (queryKey: QueryKey) => void client.invalidateQueries({ queryKey })
  const theirs = customerId ? { input: { customerId } } : {}
  again(orpc.carts.current.key(theirs))
  again(orpc.carts.get.key(cartId ? { input: { cartId } } : {}))
  again(orpc.carts.list.key())
  if (event === 'changed') return
  again(orpc.orders.list.key(theirs))
  again(orpc.orders.get.key())
  again(orpc.payments.key())
}
