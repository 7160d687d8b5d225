import type { Note, NoteLabel, StaffSummary } from '@rapport/contract'
import { same } from '../../customers/form/three-way.ts'
import { mentionedIn } from './mentions.ts'

type Said = { body: string; labels: NoteLabel[]; pinned: boolean }
/** What a note said when I began to change it. */
export type Base = Said & { editedAt: string | null }
/** A note as it is typed. `wordsId`: one for these words, so that a second try writes no second note. */
export type NoteDraft = Said & { wordsId: string; base?: Base }

export const draftOf = (note?: Note): NoteDraft => ({
  body: note?.body ?? '',
  labels: note?.labels ?? [],
  pinned: note?.pinned ?? false,
  wordsId: crypto.randomUUID(),
  ...(note ? { base: baseOf(note) } : {}),
})

export const baseOf = ({ body, labels, pinned, editedAt }: Note): Base => ({ body, labels, pinned, editedAt })

/** Whether there is anything in it that would be lost. */
export const isTyped = ({ body, labels, pinned, base }: NoteDraft): boolean =>
  base
    ? !same({ body, labels, pinned }, { body: base.body, labels: base.labels, pinned: base.pinned })
    : body.trim() !== ''

/**
 * Only what I changed, as it is sent: labels that I left alone, and a pin that a colleague put in meanwhile, are theirs.
 * Words go with the time of those I saw, so that the server can tell when they are not the last.
 */
export const changesToNote = (draft: NoteDraft, base: Base, colleagues: readonly StaffSummary[]) => {
  const body = draft.body.trim()
  return {
    ...(body === base.body
      ? {}
      : { body, mentions: mentionedIn(body, colleagues), seenEditedAt: base.editedAt }),
    ...(same(draft.labels, base.labels) ? {} : { labels: draft.labels }),
    ...(draft.pinned === base.pinned ? {} : { pinned: draft.pinned }),
  }
}

/** Whether something kept on this device still is such a draft, of a note or of none yet. */
export const isDraftOf =
  (note: Note | undefined) =>
  (kept: unknown): kept is NoteDraft =>
    typeof kept === 'object' &&
    kept !== null &&
    ['body', 'labels', 'pinned', 'wordsId', ...(note ? ['base'] : [])].every(field => field in kept)
