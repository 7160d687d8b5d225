import { IconX } from '@tabler/icons-react'
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

/** A filter that holds, in words; pressing it takes it away. `removeLabel` says so to who cannot see the cross. */
export const RemovableChip = (props: { removeLabel: string; onRemove: () => void; children: ReactNode }) => (
  <button
    type="button"
    className={css.chip}
    data-on
    aria-label={props.removeLabel}
    title={props.removeLabel}
    onClick={event => {
      focusBeside(event.currentTarget)
      props.onRemove()
    }}
  >
    {props.children}
    <IconX size={14} stroke={1.8} aria-hidden />
  </button>
)

/** What goes away takes the focus along, unless it went to the next one before. */
const focusBeside = (chip: HTMLElement) => {
  const stops = [...(chip.closest('[data-chips]')?.querySelectorAll<HTMLElement>('button, input') ?? [])]
  const at = stops.indexOf(chip)
  const beside = stops[at + 1] ?? stops[at - 1]
  beside?.focus({ preventScroll: true })
}

/** A chip that opens something, as the sheet with all filters. */
export const ChipAction = (props: {
  label: string
  opens?: 'dialog' | 'menu'
  onClick: () => void
  children: ReactNode
}) => (
  <button
    type="button"
    className={css.chip}
    aria-label={props.label}
    title={props.label}
    aria-haspopup={props.opens}
    onClick={props.onClick}
  >
    {props.children}
  </button>
)

/** A line of chips that scrolls sideways when they do not fit; on a desktop they take more lines, unless `oneRow`. */
export const Chips = (props: { label: string; oneRow?: boolean; children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll sideways in every browser
  <div
    className={css.chips}
    role="group"
    aria-label={props.label}
    data-chips
    data-one-row={props.oneRow || undefined}
  >
    {props.children}
  </div>
)
