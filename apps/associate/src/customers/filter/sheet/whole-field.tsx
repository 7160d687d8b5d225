import { TextInput } from '@mantine/core'
import { useState } from 'react'

/** A whole number; what is not one is left as typed and counts as nothing. */
export const WholeField = (props: {
  label: string
  value: number | undefined
  onChange: (value: number | undefined) => void
  /** How a number stands in the field, where it is another than the one kept. */
  unit?: number
  max?: number
  error?: string | false
  /** What the number counts, at its left. */
  sign?: string
}) => {
  const unit = props.unit ?? 1
  const shown = props.value === undefined ? '' : String(Math.round(props.value / unit))
  const [text, setText] = useState(shown)
  const [kept, setKept] = useState(shown)
  if (shown !== kept) {
    setKept(shown)
    if (read(text, props.max) !== read(shown, props.max)) setText(shown)
  }
  return (
    <TextInput
      label={props.label}
      {...(props.sign ? { leftSection: <span aria-hidden>{props.sign}</span> } : {})}
      inputMode="numeric"
      autoComplete="off"
      error={props.error}
      value={text}
      onChange={event => {
        const { value } = event.currentTarget
        setText(value)
        const number = read(value, props.max)
        props.onChange(number === undefined ? undefined : number * unit)
      }}
    />
  )
}

const read = (text: string, max = 1_000_000_000): number | undefined => {
  const digits = text.replace(/[\s.,'’]/g, '')
  return /^\d+$/.test(digits) ? Math.min(max, Number(digits)) : undefined
}
