import { sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'
import { type Wanted, wantedWords } from '../../platform/db/search-words.ts'
import { lettersApart, lettersApartBegun } from '../../platform/spelt-alike.ts'

type Words = Wanted['words']
/** What a name must contain, and how far that is from what was typed. */
export type Meant = { apart: number; words: Words }
/** What a store's names say of a word that was typed, folded. */
type Looked = {
  word: string
  sounded: string
  known: boolean
  begun: boolean
  alike: { word: string; sounded: string }[]
  halves: [string, string][]
  joined: string | null
}

// What is not a slip of a letter is weighed in slips.
const [asItSounds, unfinished, cutOtherwise, leftOut] = [0.25, 0.5, 0.5, 2]
const [mostAWord, mostTogether] = [5, 12]

const slipsIn = (word: string) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/**
 * The names of a store that somebody may have meant, the nearest first: each word as it is, only begun, spelt otherwise,
 * or cut in two; two as one; and of three and more one may be none of the name.
 */
export async function meantNames(
  reading: Pick<Reading, 'tx'>,
  { storeId, q }: { storeId: string; q: string },
): Promise<Meant[]> {
  const { words, phrases } = wantedWords(q)
  const typed = words.map(one => one.word)
  // A run of Chinese or Japanese is cut into pairs, which nobody types.
  if (phrases.length > 0 || !typed.some(word => /^\p{L}{3,40}$/u.test(word))) return []
  const meantWith = async (slips: number) => inEveryWay(await lookAt(reading, storeId, typed, slips))
  const once = await meantWith(1)
  // Two slips are rare, and many words are as near as that.
  return once.length === 0 && typed.some(word => slipsIn(word) > 1) ? meantWith(2) : once
}

function inEveryWay(looked: readonly Looked[]): Meant[] {
  const choices = looked.map((one, place) => choicesOf(one, place === looked.length - 1))
  const meant = together(choices)
  looked.forEach(({ joined }, place) => {
    if (joined)
      meant.push(
        ...together([
          ...choices.slice(0, place),
          [{ apart: cutOtherwise, words: [{ word: joined, begun: false }] }],
          ...choices.slice(place + 2),
        ]),
      )
  })
  // As it was typed there is none, or nobody would ask.
  return meant
    .filter(({ apart, words }) => apart > 0 && words.length > 0)
    .sort(byNearness)
    .slice(0, mostTogether)
}

const byNearness = (one: Meant, other: Meant) => one.apart - other.apart

async function lookAt(
  { tx }: Pick<Reading, 'tx'>,
  storeId: string,
  typed: readonly string[],
  slips: number,
): Promise<Looked[]> {
  // Asked for one by one: without the fence all words of the store would be read to compare them.
  const isWord = (word: ReturnType<typeof sql>) =>
    sql`exists (select from name_words x where x.store_id = ${storeId} and x.word = ${word} offset 0)`
  const { rows } = await sql<Looked>`
    with typed as (select plain(given) as word, sounded(plain(given)) as sounded, place, lead(plain(given)) over (order by place) as next
      from unnest(${[...typed]}::text[]) with ordinality as t (given, place))
    select t.word, t.sounded, ${isWord(sql`t.word`)} as known, case when ${isWord(sql`t.word || t.next`)} then t.word || t.next end as joined,
      exists (select from name_words x where x.store_id = ${storeId} and x.word >= t.word and x.word < t.word || ${'\u{10ffff}'}) as begun,
      coalesce((select json_agg(json_build_object('word', a.word, 'sounded', a.sounded)) from (
        select w.word, w.sounded from name_words w
        where name_keys(w.store_id, w.word, case when length(w.word) < 6 then 1 else 2 end) && name_keys(${storeId}, t.word, ${slips}::int)
          and w.store_id is not distinct from ${storeId} and length(t.word) > 2
          and length(w.word) >= length(t.word) - 3 and (t.next is null or length(w.word) <= length(t.word) + 3)
        group by w.word, w.sounded order by greatest(similarity(w.word, t.word), similarity(w.sounded, t.sounded)) desc, w.word limit 60) a), '[]') as alike,
      coalesce((select json_agg(json_build_array(left(t.word, n), substr(t.word, n + 1))) from generate_series(2, length(t.word) - 2) n
        where ${isWord(sql`left(t.word, n)`)} and ${isWord(sql`substr(t.word, n + 1)`)}), '[]') as halves
    from typed t order by t.place`.execute(tx)
  return rows
}

function choicesOf(typed: Looked, isLast: boolean): Meant[] {
  const is = (apart: number, word: string, begun = false) => ({ apart, words: [{ word, begun }] })
  return [
    ...(typed.known && !isLast ? [is(0, typed.word)] : []),
    // The last word is always taken as one that may be only begun.
    ...(typed.begun ? [is(isLast ? 0 : unfinished, typed.word, true)] : []),
    ...typed.halves.map(halves => ({
      apart: cutOtherwise,
      words: halves.map(word => ({ word, begun: false })),
    })),
    ...typed.alike.flatMap(one => {
      const apart = slipsTo(typed, one, isLast)
      return apart > 0 && Number.isFinite(apart) ? [is(apart, one.word)] : []
    }),
  ]
    .sort(byNearness)
    .slice(0, mostAWord)
}

/** Infinite for a word that is too far off. */
function slipsTo(
  typed: Looked,
  { word, sounded }: { word: string; sounded: string },
  isLast: boolean,
): number {
  const within = (apart: number, from: string, weight: number) =>
    apart <= slipsIn(from) ? apart + weight : Number.POSITIVE_INFINITY
  return Math.min(
    within(lettersApart(typed.word, word), typed.word, 0),
    within(lettersApart(typed.sounded, sounded), typed.sounded, asItSounds),
    isLast ? within(lettersApartBegun(typed.word, word), typed.word, unfinished) : Number.POSITIVE_INFINITY,
  )
}

/** One choice of each word, in every way, as long as it is among the nearest. */
function together(choices: readonly Meant[][]): Meant[] {
  const strange = choices.filter(choice => choice.length === 0).length
  if (strange > (choices.length > 2 ? 1 : 0)) return []
  let all: Meant[] = [{ apart: 0, words: [] }]
  for (const choice of choices) {
    const next = choice.length > 0 ? choice : [{ apart: leftOut, words: [] }]
    all = all
      .flatMap(one =>
        next.map(other => ({ apart: one.apart + other.apart, words: [...one.words, ...other.words] })),
      )
      .sort(byNearness)
      .slice(0, mostTogether + 1)
  }
  return all
}
