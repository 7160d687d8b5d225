import { Chip } from '@rapport/ui'
import type { ReactNode } from 'react'
import css from './section.module.css'

/** One thing to filter by: what it is, quick choices, then the precise ones. */
export const Section = (props: { title: string; children: ReactNode }) => (
  <fieldset className={css.section}>
    <legend className={css.title}>{props.title}</legend>
    {props.children}
  </fieldset>
)

type Choice<V> = { value: V; label: string }

/** Quick choices of which one or none holds; pressing it again takes it away. */
export const Choices = <V,>(props: {
  options: readonly Choice<V>[]
  chosen: (value: V) => boolean
  onChoose: (value: V | undefined) => void
}) => (
  <div className={css.choices}>
    {props.options.map(option => {
      const on = props.chosen(option.value)
      return (
        <Chip key={option.label} on={on} onToggle={() => props.onChoose(on ? undefined : option.value)}>
          {option.label}
        </Chip>
      )
    })}
  </div>
)

/** Fields side by side, as many as fit. */
export const Fields = (props: { children: ReactNode }) => <div className={css.fields}>{props.children}</div>
