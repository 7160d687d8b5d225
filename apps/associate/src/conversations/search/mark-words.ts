export type Piece = { text: string; marked: boolean }

/** Without accents and case, character for character, so that positions stay those of the original. */
const fold = (text: string): string =>
  [...text].map(char => char.normalize('NFD')[0]?.toLowerCase()[0] ?? char).join('')

const isWordPart = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char)

/**
 * Cuts a text into pieces, those that match a word of the query marked, beginning a little before the first.
 * Words match from their start, as the server's search does.
 */
export const markWords = (text: string, query: string, lead = 18): Piece[] => {
  const chars = [...text]
  const folded = [...fold(text)]
  const words = query
    .split(/\s+/)
    .map(word => [...fold(word)])
    .filter(word => word.length > 0)
  const hit = new Array<boolean>(chars.length).fill(false)
  for (const word of words)
    for (let at = 0; at + word.length <= folded.length; at++)
      if (!isWordPart(folded[at - 1]) && word.every((char, i) => folded[at + i] === char))
        hit.fill(true, at, at + word.length)
  const first = hit.indexOf(true)
  const near = first > lead ? first - lead : 0
  const gap = near > 0 ? chars.indexOf(' ', near) : -1
  const from = gap >= 0 && gap < first ? gap + 1 : near
  const pieces: Piece[] = from > 0 ? [{ text: '…', marked: false }] : []
  for (let at = from; at < chars.length; at++) {
    const last = pieces.at(-1)
    const marked = hit[at] === true
    if (last && last.marked === marked) last.text += chars[at]
    else pieces.push({ text: chars[at]!, marked })
  }
  return pieces
}
