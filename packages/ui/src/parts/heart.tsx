import css from './heart.module.css'

export type HeartState = 'in' | 'asked' | 'none' | 'out'

const whole = 'M19.5 12.572 12 20l-7.500-7.428A5 5 0 1 1 12 6.006a5 5 0 1 1 7.500 6.572'
const crack = 'M12 6l-2 4 4 3-2 4v3'

/** Consent at a glance. It never stands without the words that a screen reader says: `label`. */
export const Heart = (props: { state: HeartState; label: string; large?: boolean }) => (
  <svg
    className={css.heart}
    data-state={props.state}
    data-large={props.large || undefined}
    viewBox="0 0 24 24"
    role="img"
    aria-label={props.label}
  >
    <title>{props.label}</title>
    <path d={props.state === 'out' ? `${whole}${crack}` : whole} />
  </svg>
)
