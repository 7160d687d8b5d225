import { linkify } from './linkify.ts'

/** A message in the pieces it is shown in: its words, and the codes of the products it links to. */
export type WithProducts = { words: string; codes: string[] }

const productPath = /^\/p\/([2-9a-hj-km-np-z]{8,20})$/

/** Takes the links to our own products out of the words of a message; they stand below it as cards. */
export function withoutProductLinks(body: string, origin: string): WithProducts {
  const codes: string[] = []
  const words = linkify(body)
    .map(({ text, href }) => {
      const url = href ? URL.parse(href) : null
      const code = url?.origin === origin ? productPath.exec(url.pathname)?.[1] : undefined
      if (!code) return text
      if (!codes.includes(code)) codes.push(code)
      return ''
    })
    .join('')
  return codes.length === 0 ? { words: body, codes } : { words: words.replace(/\n{2,}/g, '\n').trim(), codes }
}
