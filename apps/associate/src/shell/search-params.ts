import type { InboxFilter } from '@rapport/client'
import type { CustomerFilter, CustomerSort } from '@rapport/contract'
import { cleanFilter, oneOf, sorts } from '../customers/filter/clean-filter.ts'

type Raw = Record<string, unknown>
/** As much as a search takes, on one line. */
const searched = (value: unknown): string =>
  String(value)
    .replaceAll(/\p{Cc}/gu, '')
    .slice(0, 100)
const word = (value: unknown): string | undefined =>
  value === undefined || value === '' ? undefined : String(value)
const filters: readonly InboxFilter[] = ['awaiting', 'unread', 'archived']

/**
 * What the address says of these fields; what makes no sense counts as not said. The router would else let it through
 * beside what was validated, so it has to be named and emptied.
 */
const only =
  <T extends object>(fields: readonly (keyof T & string)[], read: (raw: Raw) => T) =>
  (raw: Raw): T => ({ ...Object.fromEntries(fields.map(field => [field, undefined])), ...read(raw) })

/** What the address says about the chat list beside a conversation; left out where it is the usual. */
export type ChatSearch = {
  inbox?: 'store'
  filter?: InboxFilter
  /** The search screen stands in place of the list. */
  find?: string
  /** The sheet to write to someone is open. */
  compose?: true
}
export const chatSearch = only<ChatSearch>(['inbox', 'filter', 'find', 'compose'], raw => {
  const filter = filters.find(each => each === raw.filter)
  return {
    ...(raw.inbox === 'store' ? { inbox: 'store' } : {}),
    ...(filter ? { filter } : {}),
    ...(raw.find === undefined ? {} : { find: searched(raw.find) }),
    ...(raw.compose ? { compose: true } : {}),
  }
})

export type ConversationSearch = { around?: number }
export const conversationSearch = only<ConversationSearch>(['around'], raw => {
  const around = Number(raw.around)
  return Number.isInteger(around) && around > 0 ? { around } : {}
})

/** What the address says about the list of customers: whose, found by what, in which order, and what stands over it. */
export type CustomersSearch = {
  list?: 'store' | 'starred'
  q?: string
  where?: CustomerFilter
  sort?: CustomerSort
  /** The sheet to add someone is open. */
  add?: true
  /** The sheet with all filters is open. */
  filters?: true
}
export const customersSearch = only<CustomersSearch>(
  ['list', 'q', 'where', 'sort', 'add', 'filters'],
  raw => {
    const q = word(raw.q) && searched(raw.q)
    const where = cleanFilter(raw.where)
    const sort = oneOf(sorts, raw.sort)
    return {
      ...(raw.list === 'store' || raw.list === 'starred' ? { list: raw.list } : {}),
      ...(q === undefined ? {} : { q }),
      ...(where ? { where } : {}),
      ...(sort && sort !== 'lastContact' ? { sort } : {}),
      ...(raw.add ? { add: true } : {}),
      ...(raw.filters ? { filters: true } : {}),
    }
  },
)
/** The list as it stands, without what is open over it: for going from one customer to the next. */
export const listAlone = (
  now: { [K in keyof CustomersSearch]?: CustomersSearch[K] | undefined },
): CustomersSearch => ({
  ...(now.list ? { list: now.list } : {}),
  ...(now.q ? { q: now.q } : {}),
  ...(now.where ? { where: now.where } : {}),
  ...(now.sort ? { sort: now.sort } : {}),
})

/** A cart that is begun on the profile is a sale in the store. */
export type CartSearch = { sale?: true }
export const cartSearch = only<CartSearch>(['sale'], raw => (raw.sale ? { sale: true } : {}))

/** Which carts of the store: the saved ones unless told. */
export type CartsSearch = { state?: 'open' | 'expired' }
export const cartsSearch = only<CartsSearch>(['state'], raw =>
  raw.state === 'open' || raw.state === 'expired' ? { state: raw.state } : {},
)

/** What the address says about Products: found by what, of which collection, for whom, and whether one scans. */
export type ProductsSearch = {
  q?: string
  /** Its id, or `all`. */
  collection?: string
  /** The customer for whom one looks. */
  for?: string
  /** The scanner is open. */
  scan?: true
}
export const productsSearch = only<ProductsSearch>(['q', 'collection', 'for', 'scan'], raw => {
  const [q, collection, whom] = [word(raw.q) && searched(raw.q), word(raw.collection), word(raw.for)]
  return {
    ...(q === undefined ? {} : { q }),
    ...(collection === undefined ? {} : { collection }),
    ...(whom === undefined ? {} : { for: whom }),
    ...(raw.scan ? { scan: true } : {}),
  }
})
/** The list as it stands, for going from one product to the next. */
export const productsAlone = (
  now: { [K in keyof ProductsSearch]?: ProductsSearch[K] | undefined },
): ProductsSearch => ({
  ...(now.q ? { q: now.q } : {}),
  ...(now.collection ? { collection: now.collection } : {}),
  ...(now.for ? { for: now.for } : {}),
})

/** Which colour and size stands chosen at first, and whether its label was scanned. */
export type ProductSearch = { variant?: string; scanned?: true }
export const productSearch = only<ProductSearch>(['variant', 'scanned'], raw => {
  const variant = word(raw.variant)
  return { ...(variant === undefined ? {} : { variant }), ...(raw.scanned ? { scanned: true } : {}) }
})

export type SignInSearch = { from?: string }
export const signInSearch = (raw: Raw): SignInSearch => {
  const from = word(raw.from)
  return from?.startsWith('/') && !from.startsWith('//') ? { from } : {}
}

export type WelcomeSearch = { code?: string }
export const welcomeSearch = (raw: Raw): WelcomeSearch => {
  const code = word(raw.code)
  return code === undefined ? {} : { code }
}
