import { orpc } from '@rapport/client'
import { useQuery } from '@tanstack/react-query'

/** How an order was paid and what went back of it; kept true by the live connection. */
export const useOrderMoney = (orderId: string) =>
  useQuery(orpc.payments.ofOrder.queryOptions({ input: { orderId } }))
