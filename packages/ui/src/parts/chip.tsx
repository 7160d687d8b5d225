import type { ReactNode } from 'react'
import css from './chip.module.css'

/** A filter that is on or off, and says how many it would show. */
export const Chip = (props: {
  on: boolean
  onToggle: () => void
  count?: ReactNode
  children: ReactNode
}) => (
  <button type="button" className={css.chip} aria-pressed={props.on} onClick={props.onToggle}>
    {props.children}
    {props.count !== undefined && <span className={css.count}>{props.count}</span>}
  </button>
)

/** A line of chips that scrolls sideways when they do not fit. */
export const Chips = (props: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll sideways in every browser
  <div className={css.chips} role="group" aria-label={props.label}>
    {props.children}
  </div>
)
