import { Link, type LinkProps } from '@tanstack/react-router'
import css from './views.module.css'

/** The views of one area, an address each. */
export const Views = (props: {
  label: string
  views: readonly { name: string; link: LinkProps; current: boolean }[]
}) => (
  <nav className={css.views} aria-label={props.label}>
    {props.views.map(({ name, link, current }) => (
      <Link
        key={name}
        {...link}
        className={css.view}
        // The router marks only this very address; which view an open detail belongs to, the page knows.
        activeOptions={{ exact: true }}
        aria-current={current ? 'page' : undefined}
      >
        {name}
      </Link>
    ))}
  </nav>
)
