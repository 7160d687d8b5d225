import type { ReactNode } from 'react'
import css from './panel.module.css'

/** The shape of a closed composer: a sign, a title, a sentence, the ways on. */
export function Panel(props: {
  sign: ReactNode
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
  note?: ReactNode
}) {
  return (
    <section className={css.panel}>
      <span className={css.sign}>{props.sign}</span>
      <h2 className="d20">{props.title}</h2>
      <div className={css.text}>{props.children}</div>
      {props.actions && <div className={css.actions}>{props.actions}</div>}
      {props.note && <p className={css.note}>{props.note}</p>}
    </section>
  )
}
