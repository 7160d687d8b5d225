import type { ConversationRow } from '@rapport/contract'

export type Inbox = 'mine' | 'store'
export type InboxFilter = 'active' | 'awaiting' | 'unread' | 'archived'
export type InboxPages = {
  pages: { items: ConversationRow[]; nextCursor: string | null }[]
  pageParams: unknown[]
}

/** Does a row belong to a list, by what the row itself says? */
export const belongs = (row: ConversationRow, inbox: Inbox, filter: InboxFilter): boolean => {
  if (inbox === 'mine' && !row.mine) return false
  if (filter === 'archived') return !row.active
  if (filter === 'awaiting') return row.active && row.awaitingSince !== null
  if (filter === 'unread') return row.unread > 0
  return row.active
}

/** Newest activity first; the id settles a tie, so that order never jumps. */
export const newestFirst = (a: ConversationRow, b: ConversationRow): number =>
  b.lastMessageAt.localeCompare(a.lastMessageAt) || b.id.localeCompare(a.id)

/**
 * Puts a changed row where it belongs in a keyset-paged list, without touching any other row.
 * A row older than all that is loaded is left to the page that will bring it.
 */
export const placeRow = (
  list: InboxPages,
  row: ConversationRow,
  inbox: Inbox,
  filter: InboxFilter,
): InboxPages => {
  const pages = list.pages.map(page =>
    page.items.some(item => item.id === row.id)
      ? { ...page, items: page.items.filter(item => item.id !== row.id) }
      : page,
  )
  if (belongs(row, inbox, filter)) {
    let at = pages.findIndex(page => page.items.some(item => newestFirst(row, item) < 0))
    if (at < 0 && pages.at(-1)?.nextCursor === null) at = pages.length - 1
    const page = pages[at]
    if (page) pages[at] = { ...page, items: [...page.items, row].sort(newestFirst) }
  }
  return { ...list, pages }
}
