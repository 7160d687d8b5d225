import { type Language, Language as LanguageSchema, WordKind } from '@rapport/contract'
import { z } from 'zod'
import { foldReply } from '../fold.ts'
import ca from './ca.json' with { type: 'json' }
import cs from './cs.json' with { type: 'json' }
import da from './da.json' with { type: 'json' }
import de from './de.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import it from './it.json' with { type: 'json' }
import ja from './ja.json' with { type: 'json' }
import ko from './ko.json' with { type: 'json' }
import nl from './nl.json' with { type: 'json' }
import pl from './pl.json' with { type: 'json' }
import sv from './sv.json' with { type: 'json' }
import universal from './universal.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

const WordFile = z.object({
  /** Null: the words hold in every language. */
  language: LanguageSchema.nullable(),
  version: z.number().int().positive(),
  sets: z.array(
    z.object({ kind: WordKind, source: z.string(), asOf: z.iso.date(), phrases: z.array(z.string()) }),
  ),
})

/** A phrase with a meaning. `language` null: it holds in every language. */
export interface Word {
  kind: WordKind
  language: Language | null
  phrase: string
}
export interface BuiltInWord extends Word {
  source: string
  asOf: string
}
/** Folded phrase → meaning, as `readReply` reads it. */
export type WordLists = ReadonlyMap<string, WordKind>

/** The words that no business can take away (CON-5), each with where it comes from and when that was read. */
export const builtInWords: readonly BuiltInWord[] = [
  universal,
  ...[en, ca, zh, cs, da, nl, fr, de, it, ja, ko, pl, es, sv],
].flatMap(file => {
  const { language, sets } = WordFile.parse(file)
  return sets.flatMap(({ kind, source, asOf, phrases }) =>
    phrases.map(phrase => ({ kind, language, phrase, source, asOf })),
  )
})

/**
 * The lists for one conversation: the built-in words and the business's own.
 * Words that end or decline, and help, hold in every language: a customer may say stop in hers. Words that
 * opt in hold only in the `languages` of the conversation, because Polish "tak" (yes) is Danish for thanks.
 */
export function wordLists(languages: readonly Language[], added: readonly Word[] = []): WordLists {
  const lists = new Map<string, WordKind>()
  // Built-in first: an added word never changes the meaning of one that is built in.
  for (const { kind, language, phrase } of [...builtInWords, ...added]) {
    const optsIn = kind === 'start' || kind === 'yes'
    if (optsIn && language !== null && !languages.includes(language)) continue
    const folded = foldReply(phrase)
    if (folded !== '' && !lists.has(folded)) lists.set(folded, kind)
  }
  return lists
}

/** The meaning that a phrase already has somewhere, for refusing an added word (WORD_TAKEN); null when free. */
export function takenAs(phrase: string, added: readonly Word[] = []): WordKind | null {
  const folded = foldReply(phrase)
  return [...builtInWords, ...added].find(word => foldReply(word.phrase) === folded)?.kind ?? null
}
