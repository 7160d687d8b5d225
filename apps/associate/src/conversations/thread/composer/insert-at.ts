/** Puts `piece` into `text` in place of what is selected, with a space where words would run together. */
export function insertAt(
  text: string,
  piece: string,
  start: number,
  end: number,
): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, start)
  const after = text.slice(end)
  const left = before !== '' && /\S$/u.test(before) && /^[\p{L}\p{N}]/u.test(piece) ? ' ' : ''
  const right = after !== '' && /^[\p{L}\p{N}]/u.test(after) && /[\p{L}\p{N}.,!?]$/u.test(piece) ? ' ' : ''
  return { text: before + left + piece + right + after, caret: (before + left + piece).length }
}
