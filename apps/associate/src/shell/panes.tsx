import type { ReactNode } from 'react'
import css from './panes.module.css'

/** List and detail: one over the other on a phone, side by side from 900 px, a third from 1180 px. */
export const Panes = (props: { list: ReactNode; detail: ReactNode; aside?: ReactNode; open: boolean }) => (
  <div className={css.panes} data-open={props.open || undefined} data-aside={props.aside ? '' : undefined}>
    <section className={css.list}>{props.list}</section>
    <section className={css.detail}>{props.detail}</section>
    {props.aside && <aside className={css.aside}>{props.aside}</aside>}
  </div>
)
