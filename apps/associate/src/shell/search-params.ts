import type { InboxFilter } from '@rapport/client'

type Raw = Record<string, unknown>
const word = (value: unknown): string | undefined =>
  value === undefined || value === '' ? undefined : String(value)
const filters: readonly InboxFilter[] = ['awaiting', 'unread', 'archived']

/** What the address says about the chat list beside a conversation; left out where it is the usual. */
export type ChatSearch = {
  inbox?: 'store'
  filter?: InboxFilter
  /** The search screen stands in place of the list. */
  find?: string
  /** The sheet to write to someone is open. */
  compose?: true
}
export const chatSearch = (raw: Raw): ChatSearch => {
  const filter = filters.find(each => each === raw.filter)
  return {
    ...(raw.inbox === 'store' ? { inbox: 'store' } : {}),
    ...(filter ? { filter } : {}),
    ...(raw.find === undefined ? {} : { find: String(raw.find) }),
    ...(raw.compose ? { compose: true } : {}),
  }
}

export type ConversationSearch = { around?: number }
export const conversationSearch = (raw: Raw): ConversationSearch => {
  const around = Number(raw.around)
  return Number.isInteger(around) && around > 0 ? { around } : {}
}

export type CustomersSearch = { list?: 'store' | 'starred'; q?: string; add?: true }
export const customersSearch = (raw: Raw): CustomersSearch => {
  const q = word(raw.q)
  return {
    ...(raw.list === 'store' || raw.list === 'starred' ? { list: raw.list } : {}),
    ...(q === undefined ? {} : { q }),
    ...(raw.add ? { add: true } : {}),
  }
}

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
