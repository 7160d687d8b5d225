import { Autocomplete, type AutocompleteProps } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords, type WordsOf } from './use-words.ts'

const shownAtMost = 8

/** A field that offers what the store's customers have already; one's own words are as good. */
export const WordField = ({
  of,
  without = [],
  value,
  onChange,
  onPick,
  onFocus,
  onBlur,
  onKeyDown,
  ...rest
}: Omit<AutocompleteProps, 'data' | 'value' | 'onChange'> & {
  of: WordsOf
  /** What is there already and need not be offered. */
  without?: readonly string[]
  value: string
  onChange: (text: string) => void
  /** Instead of putting what is chosen into the field. */
  onPick?: (word: string) => void
}) => {
  const { t } = useTranslation()
  const [here, setHere] = useState(false)
  const [open, setOpen] = useState(false)
  const picked = useRef<string | null>(null)
  const words = useWords(of, value, here)
    .filter(word => word !== value && !without.some(each => each.toLowerCase() === word.toLowerCase()))
    .slice(0, shownAtMost)
  const offered = open && words.length > 0
  return (
    <>
      <Autocomplete
        {...rest}
        autoComplete="off"
        data={words}
        filter={({ options }) => options}
        dropdownOpened={offered}
        onDropdownOpen={() => setOpen(true)}
        onDropdownClose={() => setOpen(false)}
        value={value}
        onOptionSubmit={word => {
          if (!onPick) return
          picked.current = word
          onPick(word)
        }}
        onChange={text => {
          const taken = picked.current
          picked.current = null
          if (text !== taken) onChange(text)
        }}
        onFocus={event => {
          setHere(true)
          onFocus?.(event)
        }}
        onBlur={event => {
          setHere(false)
          onBlur?.(event)
        }}
        onKeyDown={event => {
          // Enter takes the one that is chosen in the list, if one is.
          const list = document.getElementById(event.currentTarget.getAttribute('aria-controls') ?? '')
          if (event.key === 'Enter' && list?.querySelector('[data-combobox-selected]')) return
          onKeyDown?.(event)
        }}
      />
      <p className="hidden-visually" role="status">
        {offered && t('filter.offered', { count: words.length })}
      </p>
    </>
  )
}
