import { type Language, languages } from '@rapport/contract'
import labelled from './free-text-stop.labelled.json' with { type: 'json' }
import { meansStop } from './free-text-stop.ts'

export type Half = 'dev' | 'held_out'
export interface Score {
  precision: number
  recall: number
  /** Means stop and was not seen. */
  missed: string[]
  /** Plain talk that was taken for stop. */
  mistaken: string[]
  phrases: number
}

/** Precision and recall of `meansStop` on the labelled phrases of these languages (CON-8). */
export function score(
  half: Half,
  of: readonly Language[],
  given: 'language' | 'no language' = 'language',
): Score {
  const missed: string[] = []
  const mistaken: string[] = []
  let seen = 0
  let phrases = 0
  for (const language of of) {
    const { stop, talk } = labelled.phrases[language][half]
    const says = (phrase: string) => meansStop(phrase, given === 'language' ? language : undefined)
    phrases += stop.length + talk.length
    seen += stop.filter(says).length
    missed.push(...stop.filter(phrase => !says(phrase)))
    mistaken.push(...talk.filter(says))
  }
  const precision = seen + mistaken.length === 0 ? 1 : seen / (seen + mistaken.length)
  return { precision, recall: seen / (seen + missed.length), missed, mistaken, phrases }
}

function print(half: Half, showPhrases: boolean): void {
  console.log(`\n${half}\nlanguage  phrases  precision  recall`)
  const line = (name: string, { phrases, precision, recall }: Score) =>
    console.log(
      `${name.padEnd(10)}${String(phrases).padStart(6)}${precision.toFixed(2).padStart(11)}${recall.toFixed(2).padStart(8)}`,
    )
  for (const language of languages) {
    const scored = score(half, [language])
    line(language, scored)
    if (!showPhrases) continue
    for (const phrase of scored.missed) console.log(`          missed: ${phrase}`)
    for (const phrase of scored.mistaken) console.log(`          mistaken: ${phrase}`)
  }
  line('all', score(half, languages))
  line('unknown', score(half, languages, 'no language'))
}

// Held-out phrases are never shown, so that nobody tunes on them.
if (import.meta.main) {
  print('dev', process.argv.includes('--phrases'))
  print('held_out', false)
}
