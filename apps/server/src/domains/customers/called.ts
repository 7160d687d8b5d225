import { type RawBuilder, sql } from 'kysely'
import { lookUp, type Wanted } from '../../platform/db/search-words.ts'
import { type Conditions, type Table, tables } from './filter.ts'
import { lookUps } from './look-ups.ts'

type Part = RawBuilder<unknown>

/**
 * All whose names `w` have the words and of whom the other conditions hold; and the table `also`. The names come first and
 * the rest is looked up for each: a planner that does not know how few they are would read a small store whole (measured:
 * 56 ms for a word that no name has).
 */
export function called(storeId: string, all: Conditions, also: Table): Part {
  const table = sql.raw(also)
  const { beside } = lookUps(storeId, { ...all, words: null, alike: null }, sql`w.customer_id`)
  // The words have the store in them. Named again as one to look up, it would be read beside them.
  return sql`from (select w.customer_id, w.search_name from customer_names w
      where w.store_id is not distinct from ${storeId} and search_words(w.store_id, 'epoch', w.search_name) @@ (${named(storeId, all)})
        ${sql.join(
          (all.words?.phrases ?? []).map(run => sql`and strpos(w.search_name, plain(${run})) > 0`),
          sql` `,
        )} offset 0) w
    cross join lateral (select * from ${sql.raw(tables[also])} t where t.store_id = ${storeId} and t.customer_id = w.customer_id offset 0) ${table}
    where ${sql.join([sql`true`, ...beside], sql` and `)}`
}

/** Whether anybody of the store is called so, whatever else may not hold of them. */
export const isAnybody = (storeId: string, { words, alike }: Conditions): Part =>
  sql`exists (select from customer_names w where w.store_id is not distinct from ${storeId}
    and search_words(w.store_id, 'epoch', w.search_name) @@ (${named(storeId, { words, alike })}) offset 0)`

function named(storeId: string, { words, alike }: Pick<Conditions, 'words' | 'alike'>): Part {
  const key = sql`search_key(${storeId}, 0)`
  const oneOf = (choice: readonly Wanted[]) =>
    sql`(${sql.join(
      choice.map(one => lookUp(one, key)),
      sql` || `,
    )})`
  const parts = [
    ...(words ? [lookUp(words, key)] : []),
    ...(alike ? [oneOf(alike.any)] : []),
    ...(alike && alike.none.length > 0 ? [sql`!!${oneOf(alike.none)}`] : []),
  ]
  return sql.join(parts, sql` && `)
}
