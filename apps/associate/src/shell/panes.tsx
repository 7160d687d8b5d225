import { type ReactNode, useEffect, useRef } from 'react'
import css from './panes.module.css'

/** List and detail: one over the other on a phone, side by side on a tablet and from 900 px, a third from 1180 px. */
export const Panes = (props: { list: ReactNode; detail: ReactNode; aside?: ReactNode; open: boolean }) => {
  const { list, detail } = useFocusThatFollows(props.open)
  return (
    <div className={css.panes} data-open={props.open || undefined} data-aside={props.aside ? '' : undefined}>
      <section ref={list} className={css.list}>
        {props.list}
      </section>
      <section ref={detail} className={css.detail} tabIndex={-1}>
        {props.detail}
      </section>
      {props.aside && <aside className={css.aside}>{props.aside}</aside>}
    </div>
  )
}

/** Where one pane covers the other the focus goes along, and comes back to the row it left. */
const useFocusThatFollows = (open: boolean) => {
  const list = useRef<HTMLElement>(null)
  const detail = useRef<HTMLElement>(null)
  const left = useRef<Element | null>(null)
  const was = useRef(open)
  useEffect(() => {
    const remember = (event: FocusEvent) => {
      if (event.target instanceof Element && list.current?.contains(event.target)) left.current = event.target
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  useEffect(() => {
    if (was.current === open) return
    was.current = open
    const covered = list.current && getComputedStyle(list.current).visibility === 'hidden'
    const at = document.activeElement
    const leaving = open ? list.current : detail.current
    const lost = !at || at === document.body || leaving?.contains(at) === true
    if (open && covered && lost) detail.current?.focus({ preventScroll: true })
    if (!open && lost && left.current instanceof HTMLElement) left.current.focus({ preventScroll: true })
  }, [open])
  return { list, detail }
}
