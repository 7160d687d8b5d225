import { linkify } from './linkify.ts'

/** The words of a message, with web addresses to follow. */
export function LinkedText({ text }: { text: string }) {
  let at = 0
  return linkify(text).map(piece => {
    const key = at
    at += piece.text.length
    if (!piece.href) return piece.text
    return (
      <a key={key} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
        {piece.text}
      </a>
    )
  })
}
