import css from './count.module.css'

/** Counts stop at 100 on the server; the screen says «99+». */
export const countInWords = (count: number): string => (count > 99 ? '99+' : String(count))

/** A number that wants attention: accent, never red. `label` says what it counts. */
export const Count = (props: { count: number; label: string; quiet?: boolean }) =>
  props.count === 0 ? null : (
    <span className={css.count} data-quiet={props.quiet || undefined}>
      <span aria-hidden>{countInWords(props.count)}</span>
      <span className="hidden-visually">{props.label}</span>
    </span>
  )
