import { InputBase } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countryOptions } from '../../i18n/countries.ts'
import css from './phone-field.module.css'
import { callingCode, type PhoneInput, typed } from './phone-words.ts'

/** A phone number: its country, then the number as it is typed there. Typing a country code chooses the country. */
export const PhoneField = (props: {
  label: string
  value: PhoneInput
  onChange: (value: PhoneInput) => void
  error?: string | false
  /** Without its label, where a heading above says the same. */
  bare?: boolean
}) => {
  const { t, i18n } = useTranslation()
  const { value, onChange } = props
  const id = useId()
  const countries = useMemo(
    () =>
      countryOptions(i18n.language)
        .map(option => ({ ...option, code: callingCode(option.value) }))
        .filter(option => option.code !== ''),
    [i18n.language],
  )
  const code = callingCode(value.country)
  return (
    <div className={css.field}>
      {!props.bare && (
        <label className={css.label} htmlFor={id}>
          {props.label}
        </label>
      )}
      <div className={css.line}>
        <span className={css.country} data-error={props.error ? '' : undefined}>
          <span aria-hidden>{code}</span>
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
          <select
            aria-label={t('phoneField.country')}
            value={value.country}
            onChange={event => onChange({ ...value, country: event.currentTarget.value })}
          >
            {countries.map(option => (
              <option key={option.value} value={option.value}>{`${option.label} ${option.code}`}</option>
            ))}
          </select>
        </span>
        <InputBase
          id={id}
          className={css.number}
          type="tel"
          autoComplete="off"
          aria-label={props.bare ? props.label : undefined}
          aria-describedby={props.error ? `${id}-error` : undefined}
          error={Boolean(props.error)}
          value={value.text}
          onChange={event => onChange(typed(value, event.currentTarget.value))}
        />
      </div>
      {props.error && (
        <p id={`${id}-error`} className={css.error}>
          {props.error}
        </p>
      )}
    </div>
  )
}
