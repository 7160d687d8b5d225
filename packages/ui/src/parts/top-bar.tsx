import type { ReactNode } from 'react'
import css from './top-bar.module.css'

/** The head of a screen: a way back or a large title, then at most two actions. */
export const TopBar = (props: { title?: ReactNode; back?: ReactNode; actions?: ReactNode }) => (
  <header className={css.bar} data-back={props.back ? '' : undefined}>
    {props.back}
    <div className={css.title}>{props.title !== undefined && <h1 className="d28">{props.title}</h1>}</div>
    {props.actions}
  </header>
)
