import css from './heart.module.css'

export type HeartState = 'in' | 'asked' | 'none' | 'out'

const whole = 'M19.5 12.572 12 20l-7.500-7.428A5 5 0 1 1 12 6.006a5 5 0 1 1 7.500 6.572'
const crack = 'M12 6l-2 4 4 3-2 4v3'

/**
 * Consent at a glance. It never stands without words: `label` is what a screen reader says;
 * empty only where the sentence beside it says the same.
 */
export const Heart = (props: { state: HeartState; label: string; large?: boolean }) => {
  const drawn = {
    className: css.heart,
    'data-state': props.state,
    'data-large': props.large || undefined,
    viewBox: '0 0 24 24',
  }
  const path = <path d={props.state === 'out' ? `${whole}${crack}` : whole} />
  if (!props.label)
    return (
      <svg {...drawn} aria-hidden="true">
        {path}
      </svg>
    )
  return (
    <svg {...drawn} role="img" aria-label={props.label}>
      <title>{props.label}</title>
      {path}
    </svg>
  )
}
