import { type RawBuilder, sql } from 'kysely'
import type { Wanted } from '../../platform/db/search-words.ts'
import type { Conditions } from './filter.ts'

type Part = RawBuilder<unknown>

/** Each condition as a look-up by primary key, so that no plan can turn a bounded walk into a read of the store. */
export function lookUps(storeId: string, all: Conditions, id: Part): Part[] {
  const ask = (table: string, alias: string, conditions: Part[], more = sql``) =>
    conditions.length === 0
      ? []
      : [
          sql`(select ${sql.join(conditions, sql` and `)} from ${sql.raw(table)} ${sql.raw(alias)}
            where ${sql.raw(alias)}.store_id = ${storeId} and ${sql.raw(alias)}.customer_id = ${id} ${more})`,
        ]
  const facets = [
    ...(all.facets.length > 0 ? [sql`f.facets @> ${arrayOf(all.facets)}`] : []),
    ...all.anyFacets.map(some => sql`f.facets && ${arrayOf(some)}`),
    ...(all.birthday ? [all.birthday] : []),
  ]
  return [
    ...ask('customer_filters', 'f', facets),
    ...ask('customer_purchases', 'p', [...all.last, ...all.spent, ...all.orders]),
    ...ask('customer_stores', 'k', all.contact),
    ...all.numbers.flatMap(({ key, conditions }) =>
      ask('customer_numbers', 'n', conditions, sql`and n.key = ${key}`),
    ),
    ...(all.starredBy
      ? [
          sql`exists (select from customer_stars z where z.staff_id = ${all.starredBy} and z.customer_id = ${id})`,
        ]
      : []),
    ...ask('customer_names', 'y', named(all)),
  ]
}

function named({ words, alike }: Conditions): Part[] {
  const oneOf = (choice: readonly Wanted[]) =>
    sql`(${sql.join(
      choice.map(one => sql`(${sql.join([sql`true`, ...hasWords(one)], sql` and `)})`),
      sql` or `,
    )})`
  return [
    ...(words ? hasWords(words) : []),
    ...(alike ? [oneOf(alike.any)] : []),
    ...(alike && alike.none.length > 0 ? [sql`not ${oneOf(alike.none)}`] : []),
  ]
}

const hasWords = ({ words }: Wanted) =>
  words.map(
    ({ word, begun }) =>
      sql`(y.search_name collate pg_c_utf8) ~ ('\\m' || plain(${word}) || ${sql.lit(begun ? '' : '\\M')})`,
  )

export const arrayOf = (parts: Part[]) => sql`array[${sql.join(parts)}]::text[]`
