import { IconSearch, IconX } from '@tabler/icons-react'
import type { Ref } from 'react'
import css from './search-field.module.css'

/** The search field of a list: 16 px type, so that a phone does not zoom in. */
export const SearchField = (props: {
  label: string
  clearLabel: string
  value: string
  onChange: (value: string) => void
  autoFocus?: boolean
  inputRef?: Ref<HTMLInputElement>
}) => (
  <div className={css.field}>
    <IconSearch size={20} stroke={1.7} aria-hidden />
    <input
      ref={props.inputRef}
      type="search"
      aria-label={props.label}
      placeholder={props.label}
      value={props.value}
      // biome-ignore lint/a11y/noAutofocus: a search that was asked for is ready to type in
      autoFocus={props.autoFocus}
      data-autofocus={props.autoFocus || undefined}
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      enterKeyHint="search"
      onChange={event => props.onChange(event.currentTarget.value)}
    />
    {props.value !== '' && (
      <button type="button" aria-label={props.clearLabel} onClick={() => props.onChange('')}>
        <IconX size={18} stroke={1.8} aria-hidden />
      </button>
    )}
  </div>
)
