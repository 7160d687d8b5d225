import { encodeCursor } from '../../platform/db/pages.ts'

export type PageOfIds = { ids: string[]; nextCursor: string | null }

/** A page from `limit + 1` ids: the extra one only tells that there is more. */
export function pageOfIds(
  ids: readonly string[],
  limit: number,
  key: (last: string) => string[] = last => [last],
): PageOfIds {
  const last = ids[limit - 1]
  return { ids: ids.slice(0, limit), nextCursor: ids.length > limit && last ? encodeCursor(key(last)) : null }
}
