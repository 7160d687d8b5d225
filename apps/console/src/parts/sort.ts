import type { ListEnd } from '@rapport/contract'
import { useState } from 'react'
import type { Sort } from './data-table.tsx'

/** The mark of a column of times by which the server sorts the whole list, from either end. */
export const sortByTime = (
  now: ListEnd | undefined,
  usual: ListEnd,
  onChange: (first: ListEnd | undefined) => void,
): Sort => {
  const other = usual === 'newest' ? 'oldest' : 'newest'
  return {
    now: (now ?? usual) === 'oldest' ? 'ascending' : 'descending',
    onSort: () => onChange((now ?? usual) === usual ? other : undefined),
  }
}

/** Sorts a list of which every row is here, by any of its columns; the first one until another is chosen. */
export function useWholeSort<Row, Key extends string>(
  rows: readonly Row[],
  ways: Record<Key, (a: Row, b: Row) => number>,
  start: NoInfer<Key>,
) {
  const [by, setBy] = useState({ key: start, down: false })
  const way = ways[by.key]
  return {
    sorted: rows.toSorted((a, b) => (by.down ? way(b, a) : way(a, b))),
    sortOf: (key: Key): Sort => ({
      now: by.key === key ? (by.down ? 'descending' : 'ascending') : undefined,
      onSort: () => setBy({ key, down: by.key === key && !by.down }),
    }),
  }
}
