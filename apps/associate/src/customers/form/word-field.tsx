import { TextInput, type TextInputProps } from '@mantine/core'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords, type WordsOf } from './use-words.ts'
import css from './word-field.module.css'

const shownAtMost = 8

/**
 * A field that offers what the store's customers have already; one's own words are as good. Ours, because a library's
 * comes with more script than the rest of the form.
 */
export const WordField = ({
  of,
  without = [],
  value,
  onChange,
  onPick,
  onBlur,
  onKeyDown,
  className,
  ...rest
}: Omit<TextInputProps, 'value' | 'onChange' | 'className'> & {
  of: WordsOf
  /** What is there already and need not be offered. */
  without?: readonly string[]
  value: string
  onChange: (text: string) => void
  /** Instead of putting what is chosen into the field. */
  onPick?: (word: string) => void
  className?: string | undefined
}) => {
  const { t } = useTranslation()
  const listId = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const words = useWords(of, value, open)
    .filter(word => word !== value && !without.some(each => each.toLowerCase() === word.toLowerCase()))
    .slice(0, shownAtMost)
  const { length } = words
  const offered = open && length > 0
  const chosen = offered ? words[at] : undefined
  const show = (shown: boolean) => {
    setOpen(shown)
    setAt(-1)
  }
  const take = (word: string) => {
    show(false)
    ;(onPick ?? onChange)(word)
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' && !open) show(true)
    else if (offered && event.key === 'ArrowDown') setAt((at + 1) % length)
    else if (offered && event.key === 'ArrowUp') setAt(at <= 0 ? length - 1 : at - 1)
    else if (offered && event.key === 'Escape') show(false)
    else if (chosen !== undefined && event.key === 'Enter') take(chosen)
    else return onKeyDown?.(event)
    event.preventDefault()
  }
  return (
    <div className={className ? `${css.field} ${className}` : css.field}>
      <TextInput
        {...rest}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={offered}
        aria-controls={offered ? listId : undefined}
        aria-activedescendant={chosen === undefined ? undefined : `${listId}-${at}`}
        // Escape closes the list, not the sheet around it.
        data-mantine-stop-propagation={offered || undefined}
        autoComplete="off"
        value={value}
        onFocus={() => show(true)}
        onChange={event => {
          show(true)
          onChange(event.currentTarget.value)
        }}
        onBlur={event => {
          show(false)
          onBlur?.(event)
        }}
        onKeyDown={press}
      />
      <p className="hidden-visually" role="status">
        {offered && t('filter.offered', { count: length })}
      </p>
      {offered && (
        <div
          id={listId}
          role="listbox"
          className={css.words}
          aria-label={t('filter.offered', { count: length })}
        >
          {words.map((word, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard in the field, where the focus stays
            // biome-ignore lint/a11y/useFocusableInteractive: as above; the field names the active option
            <div
              key={word}
              id={`${listId}-${place}`}
              role="option"
              aria-selected={place === at}
              className={css.word}
              dir="auto"
              onPointerDown={event => event.preventDefault()}
              onClick={() => take(word)}
            >
              {word}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
