import { type Language, languages } from '@rapport/contract'
import { foldReply } from './fold.ts'
import { type FreeTextPatterns, freeTextPatterns } from './free-text-stop.data.ts'

interface Compiled {
  stop: RegExp[]
  unless: RegExp[]
}

const compile = ({ slots, stop, unless }: FreeTextPatterns): Compiled => {
  const regExp = (pattern: string) =>
    new RegExp(
      pattern.replace(/\{([a-z]+)\}/g, (_, name: string) => slots[name] ?? unknownSlot(name)),
      'u',
    )
  return { stop: stop.map(regExp), unless: unless.map(regExp) }
}
const unknownSlot = (name: string): never => {
  throw new Error(`No slot {${name}} in the free-text patterns.`)
}
const compiled = new Map<Language, Compiled>(
  languages.map(language => [language, compile(freeTextPatterns[language])]),
)

// Where one sentence ends and the next begins; commas stay, "don't call, text me" is one thought.
const sentenceEnd = /[.!?;:\n…。！？；]+/u
// What people shout first and explain afterwards: "STOP. I told you already", "STOP please".
const shouted = /^[^\p{L}]*(?:STOPP?|UNSUBSCRIBE)(?![\p{L}\p{N}])/u
// As the last sentence: "Too many of these. Stop". As the first it may be praise: "Stop! That is gorgeous".
const alone: readonly string[] = ['stop', 'stopp', 'unsubscribe']
// Nobody asks to be left alone after that; it bounds the time that a hostile text can cost.
const longest = 600

/**
 * Does free text mean "please stop writing to me" (CON-8)? Such a message holds further sends until somebody has
 * looked at it, so it is made to be right when it says yes. With a `language`, that one and English are tried,
 * else all. Say `false` for a message that is nothing but a word of the lists: `readReply` reads those.
 */
export function meansStop(body: string, language?: Language): boolean {
  const text = body.slice(0, longest)
  if (shouted.test(text) && /\p{Ll}/u.test(text)) return true
  const tried = language ? [...new Set<Language>([language, 'en'])] : languages
  const sentences = text
    .split(sentenceEnd)
    .map(foldReply)
    .filter(sentence => sentence !== '')
  if (alone.includes(sentences.at(-1) ?? '')) return true
  return sentences.some(sentence => tried.some(each => says(sentence, compiled.get(each))))
}

function says(sentence: string, patterns: Compiled | undefined): boolean {
  if (!patterns?.stop.some(pattern => pattern.test(sentence))) return false
  return !patterns.unless.some(pattern => pattern.test(sentence))
}
