import { Fragment, type ReactNode } from 'react'
import css from './facts.module.css'

/** What is known of one thing, a line each; what is not known is left out. */
export const Facts = (props: { facts: readonly (readonly [string, ReactNode])[] }) => (
  <dl className={css.facts}>
    {props.facts.map(
      ([name, value]) =>
        value !== null &&
        value !== '' && (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
    )}
  </dl>
)
