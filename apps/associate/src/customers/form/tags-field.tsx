import { Button } from '@mantine/core'
import { RemovableChip } from '@rapport/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './tags-field.module.css'
import { WordField } from './word-field.tsx'

/** Tags as chips, and a field to add one, with those that the store uses: Enter, a comma, or leaving the field takes it in. */
export const TagsField = (props: {
  label: string
  hideLabel?: boolean
  value: readonly string[]
  onChange: (tags: string[]) => void
  max: number
}) => {
  const { t } = useTranslation()
  const { value, onChange } = props
  const [text, setText] = useState('')
  const has = (tag: string) => value.some(each => each.toLowerCase() === tag.toLowerCase())
  const add = (words: string) => {
    const wanted = words
      .split(',')
      .map(word => word.trim().slice(0, 40))
      .filter(word => word !== '' && !has(word))
    setText('')
    if (wanted.length > 0) onChange([...value, ...new Set(wanted)].slice(0, props.max))
  }
  return (
    <div className={css.field} data-chips>
      {value.length > 0 && (
        <ul className={css.tags}>
          {value.map(tag => (
            <li key={tag}>
              <RemovableChip
                removeLabel={t('filter.removeTag', { tag })}
                onRemove={() => onChange(value.filter(each => each !== tag))}
              >
                {tag}
              </RemovableChip>
            </li>
          ))}
        </ul>
      )}
      <div className={css.line}>
        <WordField
          of="tags"
          without={value}
          className={css.text}
          {...(props.hideLabel ? { 'aria-label': props.label } : { label: props.label })}
          maxLength={80}
          value={text}
          onPick={add}
          onChange={typed => {
            if (typed.includes(',')) add(typed)
            else setText(typed)
          }}
          onBlur={() => add(text)}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            add(text)
          }}
        />
        <Button
          variant="default"
          aria-label={t('filter.addThisTag')}
          disabled={text.trim() === ''}
          onClick={() => add(text)}
        >
          {t('filter.addTagAction')}
        </Button>
      </div>
    </div>
  )
}
