import { refusalOf } from '@rapport/client'
import type { Note } from '@rapport/contract'
import { useState } from 'react'
import { baseOf, type NoteDraft } from './note-edit.ts'

type Clash = { current: Note; mine: string; chosen: 'mine' | 'theirs' | null }

/** The words of a note were changed elsewhere while I typed: what they are now, and which of the two hold. */
export const useNoteClash = (draft: NoteDraft, change: (words: Partial<NoteDraft>) => void) => {
  const [clash, setClash] = useState<Clash | null>(null)
  // What I had is kept beside theirs, for the way back.
  const mine = clash?.chosen === 'theirs' ? clash.mine : draft.body
  return {
    mine,
    theirs: clash ? clash.current.body : null,
    chosen: clash?.chosen ?? null,
    /** Whether the choice is still to be made. */
    open: clash?.chosen === null,
    /** @returns whether it was this that the server refused */
    met: (error: unknown): boolean => {
      const { code, data } = refusalOf(error)
      if (code !== 'VERSION_CHANGED') return false
      setClash({ current: (data as { current: Note }).current, mine: draft.body, chosen: null })
      return true
    },
    choose: (chosen: 'mine' | 'theirs') => {
      if (!clash) return
      setClash({ ...clash, mine, chosen })
      // Only the words were in question: a pin or labels of theirs are neither mine to send nor to take away.
      const { body, editedAt } = clash.current
      const base = { ...(draft.base ?? baseOf(clash.current)), body, editedAt }
      change({ body: chosen === 'theirs' ? body : mine, base })
    },
  }
}
