import { type TouchEvent, useRef } from 'react'

/** How far a finger goes sideways before it means the next part, and how much straighter than down. */
const farPx = 64
const straight = 2.2

/** A finger drawn sideways asks for the next part (1) or the one before (-1); what scrolls sideways keeps its finger. */
export const useSwipe = (onSwipe: (step: 1 | -1) => void) => {
  const start = useRef<{ x: number; y: number } | null>(null)
  const onTouchStart = (event: TouchEvent) => {
    const touch = event.touches[0]
    const alone = event.touches.length === 1
    const busy = event.target instanceof Element && keepsFinger(event.target, event.currentTarget)
    start.current = touch && alone && !busy ? { x: touch.clientX, y: touch.clientY } : null
  }
  const onTouchEnd = (event: TouchEvent) => {
    const from = start.current
    const touch = event.changedTouches[0]
    start.current = null
    if (!from || !touch) return
    const [x, y] = [touch.clientX - from.x, touch.clientY - from.y]
    if (Math.abs(x) < farPx || Math.abs(x) < straight * Math.abs(y)) return
    const leftToRight = getComputedStyle(event.currentTarget).direction === 'ltr'
    onSwipe(x < 0 === leftToRight ? 1 : -1)
  }
  return { onTouchStart, onTouchEnd }
}

/** Something that is typed into, or scrolls sideways itself. */
const keepsFinger = (touched: Element, within: Element): boolean => {
  if (touched.closest('textarea, input, select')) return true
  for (let at: Element | null = touched; at && at !== within; at = at.parentElement)
    if (at.scrollWidth > at.clientWidth && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true
  return false
}
