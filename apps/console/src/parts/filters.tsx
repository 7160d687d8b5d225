import { NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { SearchField } from '@rapport/ui'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './list-tools.module.css'

const typingMs = 300

/** The filters over a list; what is chosen stands in its address. */
export const Filters = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation()
  return (
    <fieldset className={css.filters} aria-label={t('list.filters')}>
      {children}
    </fieldset>
  )
}

export const ChoiceFilter = (props: {
  label: string
  /** Nothing chosen; where something always is, left out. */
  all?: string
  value: string | undefined
  choices: readonly { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}) => (
  <NativeSelect
    aria-label={props.label}
    title={props.label}
    value={props.value ?? ''}
    data={[...(props.all === undefined ? [] : [{ value: '', label: props.all }]), ...props.choices]}
    onChange={event => props.onChange(event.currentTarget.value || undefined)}
  />
)

type Days = { from?: string | undefined; until?: string | undefined }

/** From one day to another, both included, as one's own calendar has them: 2026-11-22. */
export const DaysFilter = (props: { days: Days; onChange: (days: Days) => void }) => {
  const { t } = useTranslation()
  return (
    <span className={css.days}>
      {(['from', 'until'] as const).map(end => (
        <TextInput
          key={end}
          type="date"
          aria-label={t(`list.${end}`)}
          leftSection={<span aria-hidden>{t(`list.${end}Short`)}</span>}
          leftSectionWidth="3rem"
          value={props.days[end] ?? ''}
          onChange={event => props.onChange({ [end]: event.currentTarget.value || undefined })}
        />
      ))}
    </span>
  )
}

/** Looks things up once one stops typing. */
export const SearchFilter = (props: {
  label: string
  value: string | undefined
  onChange: (q: string | undefined) => void
}) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(props.value ?? '')
  const asked = useRef(props.value)
  const ask = useDebouncedCallback((q: string) => {
    asked.current = q.trim() || undefined
    props.onChange(asked.current)
  }, typingMs)
  // Somebody went back, or took all filters away.
  useEffect(() => {
    if (props.value === asked.current) return
    asked.current = props.value
    setTyped(props.value ?? '')
  }, [props.value])
  return (
    <div className={css.search}>
      <SearchField
        label={props.label}
        clearLabel={t('list.clearSearch')}
        value={typed}
        onChange={value => {
          setTyped(value)
          ask(value)
        }}
      />
    </div>
  )
}
