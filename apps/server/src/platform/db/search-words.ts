import { type RawBuilder, sql } from 'kysely'

// As in `search_words` of the migrations: where a word is cut, and what stands without spaces.
const longest = 250
const unspaced = '\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff'
const runs = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, 'gu')
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u')

/**
 * A text cut into words as `search_words` cuts it: vowel signs, as of Hindi, Thai and Hebrew, are part of their word, which
 * `\p{L}` would cut there.
 */
export const cutIntoWords = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[^\p{Alphabetic}\p{N}]+/u)
    .filter(word => word !== '')

/** What a message must contain: words, the last perhaps only begun, and runs of Chinese or Japanese. */
export type Wanted = { words: { word: string; begun: boolean }[]; phrases: string[] }

/**
 * Reads what someone typed into a search. Chinese and Japanese are looked up by every two characters beside each
 * other, so a run of three or more must also be found as a whole: those are `phrases`.
 */
export function wantedWords(q: string): Wanted {
  const parts = cutIntoWords(q)
    .flatMap(part => part.match(runs) ?? [])
    .slice(0, 8)
  const words = parts.flatMap((part, place) => {
    if (!isUnspaced.test(part)) return [{ word: part.slice(0, longest), begun: place === parts.length - 1 }]
    const characters = [...part]
    if (characters.length === 1) return [{ word: part, begun: true }]
    return characters.slice(1).map((second, n) => ({ word: characters[n] + second, begun: false }))
  })
  return { words, phrases: parts.filter(part => isUnspaced.test(part) && [...part].length > 2) }
}

/** Whether a word is of a script without spaces: an index finds it, comparing with a name's words does not. */
export const isWithoutSpaces = ({ words }: Wanted): boolean => words.some(({ word }) => isUnspaced.test(word))

/** The look-up of these words behind a key of `search_key`. A folded word may hold a quote; it is doubled. */
export function lookUp({ words }: Wanted, key: RawBuilder<unknown>): RawBuilder<unknown> {
  const lexemes = words.map(
    ({ word, begun }) =>
      sql`'''' || ${key} || replace(plain(${word}), '''', '''''') || ${sql.lit(begun ? "':*" : "'")}`,
  )
  return sql`(${sql.join(lexemes, sql` || '&' || `)})::tsquery`
}
