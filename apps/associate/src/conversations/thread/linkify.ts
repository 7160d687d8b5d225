/** A piece of a message: plain words, or a link that may be followed. */
export type Piece = { readonly text: string; readonly href: string | null }

const webAddress = /\bhttps?:\/\/[^\s<>"']+|\bwww\.[^\s<>"']+\.[^\s<>"']+/giu
const trailing = /[.,;:!?…»”’)\]}]+$/u

/** Finds web addresses in a text. Only http and https become links; everything else stays words. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(webAddress)) {
    const found = withoutTrailing(match[0])
    const href = safeAddress(found)
    if (!href) continue
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), href: null })
    pieces.push({ text: found, href })
    end = match.index + found.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), href: null })
  return pieces
}

/** A bracket that the address itself opened belongs to it. */
function withoutTrailing(found: string): string {
  const tail = trailing.exec(found)?.[0] ?? ''
  if (tail.startsWith(')') && found.includes('(')) return found.slice(0, found.length - tail.length + 1)
  return found.slice(0, found.length - tail.length)
}

function safeAddress(found: string): string | null {
  const url = URL.parse(/^www\./iu.test(found) ? `https://${found}` : found)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
