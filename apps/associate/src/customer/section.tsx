import type { ReactNode } from 'react'
import css from './section.module.css'

/** A part of a page about a customer: its title, where to see all of it, and what it holds. */
export const Section = (props: { title: string; aside?: ReactNode; children: ReactNode }) => (
  <section className={css.section}>
    <div className={css.head}>
      <h2 className="d20">{props.title}</h2>
      {props.aside}
    </div>
    {props.children}
  </section>
)

/** What is known, a line each. */
export const Facts = ({ children }: { children: ReactNode }) => <dl className={css.facts}>{children}</dl>

export const Fact = (props: { term: string; children: ReactNode }) => (
  <div className={css.fact}>
    <dt>{props.term}</dt>
    <dd>{props.children}</dd>
  </div>
)
