import type { Language, WordKind } from '@rapport/contract'
import type { Reading } from '../../platform/context.ts'
import { type Word, type WordLists, wordLists } from './words/built-in.ts'

/** The words that the business has added; built-in ones cannot be taken away. */
export async function readAddedWords(reading: Pick<Reading, 'tx'>): Promise<Word[]> {
  const rows = await reading.tx.selectFrom('consent_words').select(['kind', 'language', 'phrase']).execute()
  return rows.map(row => ({
    kind: row.kind as WordKind,
    language: row.language as Language,
    phrase: row.phrase,
  }))
}

const built = new Map<string, WordLists>()

/** The lists for a conversation in these languages, the business's own words included. */
export async function readLists(
  reading: Pick<Reading, 'tx'>,
  languages: readonly string[],
): Promise<WordLists> {
  return listsOf(languages, await readAddedWords(reading))
}

export function listsOf(languages: readonly string[], added: readonly Word[]): WordLists {
  const key = JSON.stringify([[...new Set(languages)].sort(), added])
  let lists = built.get(key)
  if (!lists) {
    lists = wordLists(languages as Language[], added)
    // A handful of language pairs exist; the bound is against added words that change.
    if (built.size > 200) built.clear()
    built.set(key, lists)
  }
  return lists
}
