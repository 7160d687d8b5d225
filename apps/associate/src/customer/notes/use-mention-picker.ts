import type { StaffSummary } from '@rapport/contract'
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react'
import { completeMention, matchingColleagues, typedMention } from './mentions.ts'

/** Offers colleagues while an @ is being typed: arrows choose, Enter or Tab takes, Escape lets be. */
export const useMentionPicker = (
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  colleagues: readonly StaffSummary[],
  onText: (text: string) => void,
) => {
  const listId = useId()
  const [caret, setCaret] = useState<number | null>(null)
  const [at, setAt] = useState(0)
  const put = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (put.current === null || !field.current) return
    field.current.setSelectionRange(put.current, put.current)
    put.current = null
  })
  const typed = caret === null ? null : typedMention(text, caret)
  const choices = typed === null ? [] : matchingColleagues(typed, colleagues)
  const chosen = choices[Math.min(at, choices.length - 1)]
  const optionId = (staff: StaffSummary) => `${listId}-${staff.id}`
  const take = (staff: StaffSummary) => {
    const done = completeMention(text, caret ?? text.length, staff, colleagues)
    put.current = done.caret
    onText(done.text)
    setCaret(null)
    setAt(0)
    field.current?.focus()
  }
  return {
    listId: choices.length > 0 ? listId : undefined,
    activeId: chosen ? optionId(chosen) : undefined,
    optionId,
    choices,
    chosen,
    take,
    close: () => setCaret(null),
    follow: ({ selectionStart, selectionEnd }: HTMLTextAreaElement) => {
      setCaret(selectionStart === selectionEnd ? selectionStart : null)
    },
    /** @returns whether the key was meant for the list */
    press: (event: KeyboardEvent): boolean => {
      if (!chosen || event.nativeEvent.isComposing) return false
      const { length } = choices
      if (event.key === 'ArrowDown') setAt((at + 1) % length)
      else if (event.key === 'ArrowUp') setAt((at + length - 1) % length)
      else if (event.key === 'Escape') setCaret(null)
      else if (event.key === 'Enter' || event.key === 'Tab') take(chosen)
      else return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}
export type MentionPicker = ReturnType<typeof useMentionPicker>
