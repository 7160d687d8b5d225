/** What was typed, then the words with the link; a link that stands there already is not put there twice. */
export const withLink = (typed: string, url: string, words: string): string => {
  if (typed.includes(url)) return typed
  return typed.trim() === '' ? words : `${typed.trimEnd()}\n${words}`
}
