import { useRouterState } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef } from 'react'

const wide = '(min-width: 1100px)'
const fields = 'input, textarea, select'

/**
 * Where the focus is in a list with something open beside it: it goes into what is opened, Escape closes that, and it
 * comes back to the row it came from. Escape in a field only leaves the field, so that nothing typed is lost at once.
 */
export function useDetailFocus(open: boolean) {
  const list = useRef<HTMLElement>(null)
  const detail = useRef<HTMLElement>(null)
  const opener = useRef<Element>(null)
  const row = useRef<HTMLElement>(null)
  const shown = useRef<string | null>(undefined)
  // Of what stands on the screen, not of what is on its way: the two change at different moments.
  const path = useRouterState({ select: state => state.resolvedLocation?.pathname ?? '' })
  useEffect(() => {
    const before = shown.current
    const now = open ? path : null
    shown.current = now
    if (now === null || before === now) return
    if (list.current?.contains(document.activeElement)) opener.current = document.activeElement
    // What stood open when the page came is read beside the list; only where it covers the list the focus goes along.
    if ((before === undefined || before === '') && matchMedia(wide).matches) return
    if (!detail.current?.contains(document.activeElement)) detail.current?.focus({ preventScroll: true })
  }, [path, open])
  useEffect(() => {
    if (open)
      row.current = list.current?.querySelector<HTMLElement>('tr[data-selected] a[data-row]') ?? row.current
  })
  useEffect(() => {
    if (!open) return
    return () => {
      // What was closed took the focus along.
      if (document.activeElement !== document.body) return
      const back = [row.current, opener.current, list.current].find(each => each?.isConnected)
      if (back instanceof HTMLElement) back.focus()
      row.current = null
      opener.current = null
    }
  }, [open])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = event.target as HTMLElement
    // A menu of the page lies elsewhere in the document and closes by itself.
    if (event.key !== 'Escape' || event.defaultPrevented || !event.currentTarget.contains(at)) return
    if (at.matches(fields)) {
      if (detail.current?.contains(at)) detail.current.focus({ preventScroll: true })
    } else detail.current?.querySelector<HTMLElement>('a[data-closes]')?.click()
  }
  return { list, detail, onKeyDown }
}
