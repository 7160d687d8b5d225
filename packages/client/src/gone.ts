import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { orpc } from './api.ts'
import { type Refusal, refusalOf } from './refusal.ts'

/** A customer whom a store knows no longer; `into` whom they were merged into, where it was that. */
export type Gone = { storeId: string; customerId: string; into: string | null }
const listeners = new Set<(gone: Gone) => void>()

/** Hears of every customer who is gone. Answers how to stop. */
export const onGone = (listener: (gone: Gone) => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether this refusal says that an address leads to nobody any more, and to whom instead. */
const goneBy = ({ code, data }: Refusal): Pick<Gone, 'into'> | null => {
  if (code === 'MERGED') return { into: (data as { customerId: string }).customerId }
  return code === 'NOT_FOUND' ? { into: null } : null
}

/**
 * Where the server says that someone is not there, whatever is remembered of them goes: who was erased must not stay on
 * a screen that happened to be open.
 * @param queryKey of what was asked for
 */
export const forgetWhoIsGone = (client: QueryClient, queryKey: QueryKey, error: unknown): void => {
  const cache = client.getQueryCache()
  const asked = cache.find({ queryKey })
  const gone = goneBy(refusalOf(error))
  const isCustomer = cache.findAll({ queryKey: orpc.customers.get.key() }).some(each => each === asked)
  if (!asked || !gone || !isCustomer) return
  const { input } = queryKey[1] as { input: Omit<Gone, 'into'> }
  asked.setState({ ...asked.state, data: undefined, dataUpdatedAt: 0 })
  const about = { input: { storeId: input.storeId, customerId: input.customerId } }
  for (const key of [
    orpc.customers.assignments.key(about),
    orpc.orders.list.key(about),
    orpc.notes.list.key(about),
    orpc.wishlist.list.key(about),
    orpc.profiles.timeline.key(about),
  ])
    client.removeQueries({ queryKey: key })
  const lists = orpc.customers.list.key({ type: 'infinite', input: { storeId: input.storeId } })
  client.setQueriesData<Rows>({ queryKey: lists }, list =>
    list?.pages ? { ...list, pages: list.pages.map(page => without(page, input.customerId)) } : list,
  )
  // Names stand in these as well; what is not on a screen is fetched again when it is.
  for (const queryKey of [
    orpc.customers.list.key(),
    orpc.customers.count.key(),
    orpc.customers.similar.key(),
    orpc.conversations.key(),
    orpc.carts.key(),
    orpc.notes.mentions.key(),
  ]) {
    client.removeQueries({ queryKey, type: 'inactive' })
    void client.invalidateQueries({ queryKey })
  }
  for (const listener of listeners) listener({ ...input, ...gone })
}

type Page = { items: { id: string }[] }
type Rows = { pages: Page[] }
const without = (page: Page, id: string): Page =>
  page.items.some(each => each.id === id)
    ? { ...page, items: page.items.filter(each => each.id !== id) }
    : page
