import type { Note } from '@rapport/contract'
import { cutAtMentions } from './mentions.ts'
import css from './notes.module.css'

/** What a note says, with the colleagues it mentions. */
export const NoteWords = ({ note }: { note: Pick<Note, 'body' | 'mentions'> }) => (
  <p className={css.words}>
    {cutAtMentions(note.body, note.mentions).map(({ text, staff }, at) =>
      staff ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text that never move
        <b key={at} className={css.mention} title={`${staff.firstName} ${staff.lastName}`}>
          {text}
        </b>
      ) : (
        text
      ),
    )}
  </p>
)
