import type { ReactNode } from 'react'
import css from './list-row.module.css'

/**
 * A row of a list: who at the left, then up to three lines; the hairline starts at the text.
 * Wrap it in the link or button that opens it.
 */
export const ListRow = (props: {
  avatar: ReactNode
  title: ReactNode
  aside?: ReactNode
  second: ReactNode
  badge?: ReactNode
  third?: ReactNode
  faded?: boolean
  selected?: boolean
}) => (
  <div className={css.row} data-selected={props.selected || undefined} data-faded={props.faded || undefined}>
    {props.avatar}
    <div className={css.lines}>
      <div className={css.first}>
        {props.title}
        <span className={css.aside}>{props.aside}</span>
      </div>
      <div className={css.second}>
        <span className={css.text}>{props.second}</span>
        {props.badge}
      </div>
      {props.third && <div className={css.third}>{props.third}</div>}
    </div>
  </div>
)
