import { useId } from 'react'

interface Props<T extends string> {
  label: string
  hint?: string
  value: T
  options: readonly T[]
  words: Record<T, string>
  onChange(value: T): void
}

/** A row: what is chosen, and the few choices side by side. A value set by a script shows as one more choice. */
export function Segment<T extends string>({ label, hint, value, options, words, onChange }: Props<T>) {
  const name = useId()
  const shown = options.includes(value) ? options : [...options, value]
  return (
    <fieldset className="line" title={hint}>
      <legend>{label}</legend>
      <div className="segment">
        {shown.map(option => (
          <label key={option}>
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            <span>{words[option]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
