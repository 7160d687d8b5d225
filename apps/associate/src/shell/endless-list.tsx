import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import css from './endless-list.module.css'

/** Where each list was left, so that coming back to it is coming back to the same place. */
const places = new Map<string, number>()

/** A virtualised list that asks for its next page before the end is reached. */
export const EndlessList = <Item,>(props: {
  label: string
  /** Lists of one name share their place. */
  name: string
  items: readonly Item[]
  keyOf: (item: Item) => string
  estimate: number
  hasMore: boolean
  onMore: () => void
  children: (item: Item) => ReactNode
}) => {
  const { items, hasMore, onMore, name } = props
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => props.estimate,
    getItemKey: index => props.keyOf(items[index]!),
    overscan: 8,
    initialOffset: () => places.get(name) ?? 0,
    onChange: ({ scrollOffset }) => void places.set(name, scrollOffset ?? 0),
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= items.length - 15) onMore()
  }, [hasMore, onMore, last, items.length])
  return (
    <div ref={scroll} className={css.scroll}>
      <ul className={css.list} style={{ height: virtual.getTotalSize() }} aria-label={props.label}>
        {rows.map(row => (
          <li
            key={row.key}
            ref={virtual.measureElement}
            data-index={row.index}
            className={css.item}
            style={{ transform: `translateY(${row.start}px)` }}
            aria-setsize={hasMore ? -1 : items.length}
            aria-posinset={row.index + 1}
          >
            {props.children(items[row.index]!)}
          </li>
        ))}
      </ul>
    </div>
  )
}
