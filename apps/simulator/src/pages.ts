import type { Form } from './form.ts'
import { one } from './form.ts'

/** One page of a list, with the addresses the SDK follows. */
export interface Page<T> {
  items: T[]
  frame: {
    end: number
    first_page_uri: string
    next_page_uri: string | null
    page: number
    page_size: number
    previous_page_uri: string | null
    start: number
    uri: string
  }
}

/** Cuts a page out of a list. The token names the last item before the page, so that new items do not shift it. */
export function pageOf<T extends { sid: string }>(all: Iterable<T>, path: string, query: Form): Page<T> {
  const pageSize = Math.min(Math.max(Number(one(query, 'PageSize') ?? 50) || 50, 1), 1000)
  const page = Math.max(Number(one(query, 'Page') ?? 0) || 0, 0)
  const after = one(query, 'PageToken')?.slice(2)
  let skip = after ? 0 : page * pageSize
  let begun = !after
  let more = false
  const items: T[] = []
  for (const item of all) {
    if (!begun) begun = item.sid === after
    else if (skip > 0) skip -= 1
    else if (items.length < pageSize) items.push(item)
    else {
      more = true
      break
    }
  }
  const address = (at: number, token?: string) => pageAddress(path, query, pageSize, at, token)
  const start = page * pageSize
  return {
    items,
    frame: {
      end: items.length === 0 ? 0 : start + items.length - 1,
      first_page_uri: address(0),
      next_page_uri: more ? address(page + 1, `PA${items.at(-1)?.sid}`) : null,
      page,
      page_size: pageSize,
      previous_page_uri: page > 0 ? address(page - 1) : null,
      start,
      uri: address(page),
    },
  }
}

function pageAddress(path: string, query: Form, pageSize: number, page: number, token?: string): string {
  const params = new URLSearchParams()
  for (const key of Object.keys(query)) {
    if (!['PageSize', 'Page', 'PageToken'].includes(key)) params.set(key, one(query, key) ?? '')
  }
  params.set('PageSize', String(pageSize))
  params.set('Page', String(page))
  if (token) params.set('PageToken', token)
  return `${path}?${params}`
}
