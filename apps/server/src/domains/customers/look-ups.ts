import { type RawBuilder, sql } from 'kysely'
import type { Wanted } from '../../platform/db/search-words.ts'
import { type Conditions, type Table, tables } from './filter.ts'

type Part = RawBuilder<unknown>

/**
 * Each condition as a look-up by primary key, so that no plan can turn a bounded walk into a read of the store.
 * @param own the table that is walked, under its name
 * @returns `within`: what that table's index tells by itself, first of all by its bits; `beside`: what must be looked up
 */
export function lookUps(
  storeId: string,
  all: Conditions,
  id: Part,
  own?: Table,
): { within: Part[]; beside: Part[] } {
  const facets = [
    ...(all.facets.length > 0 ? [sql`h.facets @> ${arrayOf(all.facets)}`] : []),
    ...all.anyFacets.map(some => sql`h.facets && ${arrayOf(some)}`),
  ]
  const known: Record<Table, Part[]> = {
    f: all.birthday ? [all.birthday.exactly] : [],
    p: [...all.last, ...all.spent, ...all.orders],
    k: all.contact,
  }
  const ask = (table: string, alias: string, conditions: Part[], more = sql``) =>
    conditions.length === 0 || alias === own
      ? []
      : [
          sql`(select ${sql.join(conditions, sql` and `)} from ${sql.raw(table)} ${sql.raw(alias)}
            where ${sql.raw(alias)}.store_id = ${storeId} and ${sql.raw(alias)}.customer_id = ${id} ${more})`,
        ]
  const within = own ? [...bitsOf(all, own), ...known[own]] : []
  const beside = [
    ...ask('customer_filters', 'h', facets),
    ...(['f', 'p', 'k'] as const).flatMap(table => ask(tables[table], table, known[table])),
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
  return { within, beside }
}

/** What the bits of one who fits must be; of others, most are not. */
function bitsOf(all: Conditions, table: Table): Part[] {
  const has = (facets: readonly Part[]) => {
    const bits = sql`bits_of(${arrayOf(facets)})`
    return sql`${sql.raw(table)}.bits & ${bits} = ${bits}`
  }
  const oneOf = (choice: readonly (readonly Part[])[]) => sql`(${sql.join(choice.map(has), sql` or `)})`
  const ofWords = ({ words }: Wanted) =>
    words.map(({ word, begun }) => {
      if (!begun) return sql`'name=' || plain(${word})`
      // As in `name_facets`.
      return sql`'name:' || left(plain(${word}), case when length(plain(${word})) < 3 then 1 else 3 end)`
    })
  const every = [...all.facets, ...(all.words ? ofWords(all.words) : [])]
  return [
    ...(every.length > 0 ? [has(every)] : []),
    ...[...all.anyFacets, all.birthday?.about ?? []]
      .filter(some => some.length > 0)
      .map(some => oneOf(some.map(one => [one]))),
    ...(all.alike ? [oneOf(all.alike.any.map(ofWords))] : []),
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

// As `search_words` cuts them: an underscore, which is part of a word for `\m`, is none of a name.
const hasWords = ({ words }: Wanted) =>
  words.map(
    ({ word, begun }) =>
      sql`(y.search_name collate pg_c_utf8) ~ ('(?:^|[^[:alnum:]])' || plain(${word}) || ${sql.lit(begun ? '' : '(?![[:alnum:]])')})`,
  )

export const arrayOf = (parts: readonly Part[]) => sql`array[${sql.join(parts)}]::text[]`
