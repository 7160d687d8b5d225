import { type ReactNode, useId } from 'react'
import css from './segmented.module.css'

type Option<V extends string> = { value: V; label: ReactNode }

/** One of two or three lists: a well with a raised thumb; radio buttons to keyboard and screen reader. */
export const Segmented = <V extends string>(props: {
  label: string
  value: V
  options: readonly Option<V>[]
  onChange: (value: V) => void
  /** Inside a row: drawn lower, as tall to hit. */
  small?: boolean
  disabled?: boolean
}) => {
  const name = useId()
  return (
    <fieldset className={css.well} data-small={props.small || undefined} disabled={props.disabled}>
      <legend className="hidden-visually">{props.label}</legend>
      {props.options.map(option => (
        <label key={option.value} className={css.segment}>
          <input
            type="radio"
            name={name}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          <span className={css.face}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
