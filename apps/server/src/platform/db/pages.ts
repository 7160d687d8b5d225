import { type RawBuilder, sql } from 'kysely'
import { invalid } from '../refusal.ts'

/**
 * A keyset cursor: the last row's sort values, opaque to the caller.
 * @throws Refusal INVALID when it is none of ours
 */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

export function decodeCursor(cursor: string | undefined, kinds: readonly CursorKind[]): string[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const ours =
      Array.isArray(values) &&
      values.length === kinds.length &&
      kinds.every((kind, place) => patterns[kind].test(String(values[place])))
    if (ours) return values.map(String)
  } catch {
    // Answered below like any other foreign cursor.
  }
  throw invalid('This cursor is not one of ours. Start again without it.')
}

type CursorKind = keyof typeof patterns
// What PostgreSQL would not read is refused before it gets there.
const patterns = {
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  instant: /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d+)?Z$/,
  key: /^[a-z]+:[0-9a-z:-]+$/,
  score: /^\d+(\.\d+)?$/,
  number: /^-?\d{1,18}$/,
  text: /^\P{Cc}*$/u,
}

/** How a list that is read from either end goes on after its cursor, and which way it is sorted. */
export const readFrom = (
  first: 'newest' | 'oldest',
): { after: RawBuilder<unknown>; way: RawBuilder<unknown> } =>
  first === 'newest' ? { after: sql`<`, way: sql`desc` } : { after: sql`>`, way: sql`asc` }

/** What somebody typed, as a piece of a `like` pattern that means itself. */
export const literally = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&')

/** A page from `limit + 1` rows: the extra row only tells that there is more. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  item: (row: Row) => Item,
  key: (row: Row) => readonly (string | number)[],
) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items: items.map(item), nextCursor: rows.length > limit && last ? encodeCursor(key(last)) : null }
}
