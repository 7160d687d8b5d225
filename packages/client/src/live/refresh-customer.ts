import type { QueryClient } from '@tanstack/react-query'
import { orpc } from '../api.ts'

/** Signals of a burst, as an import makes them, share one fetch. */
const gatherMs = 250
const waiting = new Set<string>()
let gathering = false

/** Makes an open profile agree with the server: who they are, and every list about them that is on a screen. */
export const refreshCustomer = (queryClient: QueryClient, customerId: string): void => {
  waiting.add(customerId)
  if (gathering) return
  gathering = true
  setTimeout(() => {
    gathering = false
    const batch = [...waiting]
    waiting.clear()
    for (const id of batch) refresh(queryClient, id)
  }, gatherMs)
}

const refresh = (queryClient: QueryClient, customerId: string) => {
  const about = { input: { customerId } }
  const keys = [
    orpc.customers.get.key(about),
    orpc.customers.assignments.key(about),
    orpc.orders.list.key(about),
    orpc.orders.get.key(),
    orpc.payments.ofOrder.key(),
    orpc.notes.list.key(about),
    orpc.wishlist.list.key(about),
    orpc.profiles.timeline.key(about),
  ]
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey })
}

const talking = new Set<string>()

/** A message has come or gone: an open timeline shows it. A lively talk is fetched at most once in this time. */
export const refreshTimeline = (queryClient: QueryClient, customerId: string): void => {
  if (talking.has(customerId)) return
  talking.add(customerId)
  setTimeout(() => {
    talking.delete(customerId)
    void queryClient.invalidateQueries({ queryKey: orpc.profiles.timeline.key({ input: { customerId } }) })
  }, gatherMs * 4)
}
