import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { firstBelow, lastAbove } from './scroll-edges.ts'

type Wiring = {
  readonly box: RefObject<HTMLDivElement | null>
  /** Changes with each change of what is shown. */
  readonly items: unknown
  /** Enough is loaded to know where to stand. */
  readonly ready: boolean
  /** Where to stand at first: at this element if it is on the screen, else at the end. */
  readonly start: { readonly selector: string; readonly where: 'top' | 'middle' } | null
  readonly onTop: () => void
  readonly onBottom: () => void
  /** The last line that could be read. */
  readonly onSeen: (sequence: number) => void
}
const nearPx = 48
const aheadPx = 900

/**
 * Keeps the reader's place. The box is laid out from its end, so that what is prepended moves nothing and what
 * is appended at the end stays in view; anything else is put right by the first line that was visible.
 */
export function useThreadScroll({ box, items, ready, start, onTop, onBottom, onSeen }: Wiring) {
  /** Null until it has been looked at: nothing counts as read before. */
  const [atEnd, setAtEnd] = useState<boolean | null>(null)
  const place = useRef<{ key: string; top: number } | null>(null)
  const placed = useRef(false)

  const look = useCallback(() => {
    const element = box.current
    if (!element) return
    const below = Math.abs(element.scrollTop)
    const end = below < nearPx
    const frame = element.getBoundingClientRect()
    const rows = element.querySelectorAll<HTMLElement>('[data-key]')
    const first = rows[firstBelow(rows, frame.top)]
    place.current =
      end || !first?.dataset.key
        ? null
        : { key: first.dataset.key, top: first.getBoundingClientRect().top - frame.top }
    setAtEnd(end)
    const seen = Number(rows[lastAbove(rows, frame.bottom - 16)]?.dataset.sequence)
    if (seen > 0) onSeen(seen)
    if (element.scrollHeight - element.clientHeight - below < aheadPx) onTop()
    if (below < aheadPx) onBottom()
  }, [box, onTop, onBottom, onSeen])

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when what is shown has changed
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    if (ready && !placed.current) {
      placed.current = true
      const target = start && element.querySelector<HTMLElement>(start.selector)
      if (target && start) stand(element, target, start.where)
    } else if (place.current) {
      const row = element.querySelector(`[data-key="${CSS.escape(place.current.key)}"]`)
      const moved = row
        ? row.getBoundingClientRect().top - element.getBoundingClientRect().top - place.current.top
        : 0
      if (moved !== 0) element.scrollTop += moved
    }
    look()
  }, [items, ready, look])

  const toEnd = useCallback(() => {
    place.current = null
    box.current?.scrollTo({ top: 0 })
  }, [box])
  return { atEnd, look, toEnd }
}

function stand(box: HTMLElement, target: HTMLElement, where: 'top' | 'middle'): void {
  const frame = box.getBoundingClientRect()
  const rect = target.getBoundingClientRect()
  const wanted = where === 'top' ? frame.top + 8 : frame.top + (frame.height - rect.height) / 2
  if (where === 'top' && rect.top >= frame.top) return
  box.scrollTop += rect.top - wanted
}
