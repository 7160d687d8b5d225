import { markWords } from './mark-words.ts'
import css from './marked.module.css'

/** A text with what was searched for marked in it. */
export const Marked = (props: { text: string; query: string }) => (
  <>
    {markWords(props.text, props.query).map((piece, place) =>
      piece.marked ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
        <mark key={place} className={css.mark}>
          {piece.text}
        </mark>
      ) : (
        piece.text
      ),
    )}
  </>
)
