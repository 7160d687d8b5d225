import { type RawBuilder, sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'
import { lookUp } from '../../platform/db/search-words.ts'
import { type Conditions, contactKey, isEmpty } from './filter.ts'

export type Sort = 'lastContact' | 'lastPurchase' | 'spent' | 'name'
type Part = RawBuilder<unknown>
type Order = {
  from: Part
  key: Part
  /** As a cursor carries it, and back. */
  text(key: Part): Part
  type: Part
  desc: boolean
  /** Conditions on the key itself bound the walk, and need no look-up. */
  bounds?: 'contact' | 'last' | 'spent'
}
const instantText = (key: Part) => sql`to_char(${key} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
const orders: Record<Sort, Order> = {
  lastContact: {
    from: sql`customer_stores k`,
    key: contactKey,
    text: instantText,
    type: sql`timestamptz`,
    desc: true,
    bounds: 'contact',
  },
  lastPurchase: {
    from: sql`customer_purchases p`,
    key: sql`p.last_at`,
    text: instantText,
    type: sql`timestamptz`,
    desc: true,
    bounds: 'last',
  },
  spent: {
    from: sql`customer_purchases p`,
    key: sql`p.spent_minor`,
    text: key => sql`${key}::text`,
    type: sql`bigint`,
    desc: true,
    bounds: 'spent',
  },
  name: {
    from: sql`customer_filters f`,
    key: sql`f.name_key`,
    text: key => sql`${key}`,
    type: sql`text`,
    desc: false,
  },
}

/** What the last row of a page was sorted by. */
export type Found = { id: string; sort: string }
type Asked = {
  storeId: string
  conditions: Conditions
  sort: Sort
  after: readonly [sort: string, id: string] | undefined
  limit: number
}

// Where walking past what does not fit begins to cost more than gathering all that fits.
const walkAtMost = 1500

/**
 * The next `limit` customers of a store, in this order, of whom all conditions hold. First walks the order for a bounded
 * number of rows: a common condition fills the page by then. When it does not, what is asked for is rare, and all that
 * fit are gathered from the indexes of the conditions, and sorted.
 */
export async function findCustomers(reading: Reading, asked: Asked, farthest = walkAtMost): Promise<Found[]> {
  const { conditions } = asked
  // Few are starred, and what is written without spaces is no word to compare.
  const gatherOnly = conditions.starredBy !== null || (conditions.words?.phrases.length ?? 0) > 0
  if (!gatherOnly) {
    const bound = isEmpty(conditions) ? asked.limit : farthest
    const { found, walked } = await walk(reading, asked, bound)
    if (found.length >= asked.limit || walked < bound) return found
  }
  return gather(reading, asked)
}

async function walk(reading: Reading, { storeId, conditions, sort, after, limit }: Asked, bound: number) {
  const order = orders[sort]
  const alias = sort === 'lastContact' ? sql`k` : sort === 'name' ? sql`f` : sql`p`
  const direction = order.desc ? sql`desc` : sql`asc`
  const where = [
    sql`${alias}.store_id = ${storeId}`,
    ...(order.bounds ? conditions[order.bounds] : []),
    ...(after ? [beyond(order, sql`${alias}.customer_id`, after)] : []),
  ]
  const rest = order.bounds ? { ...conditions, [order.bounds]: [] } : conditions
  const { rows } = await sql<{ walked: number; found: [string, string][] | null }>`
    with walk as materialized (
      select ${alias}.customer_id, ${order.key} as key from ${order.from} where ${sql.join(where, sql` and `)}
      order by ${order.key} ${direction}, ${alias}.customer_id ${direction} limit ${sql.lit(bound)})
    select (select count(*) from walk)::int as walked, (
      select json_agg(json_build_array(customer_id, sort) order by place) from (
        select w.customer_id, ${order.text(sql`w.key`)} as sort, row_number() over () as place
        from walk w where ${sql.join([sql`true`, ...lookUps(storeId, rest, sql`w.customer_id`)], sql` and `)}
        limit ${sql.lit(limit)}) x) as found`.execute(reading.tx)
  const [row] = rows
  return { walked: row?.walked ?? 0, found: (row?.found ?? []).map(([id, text]) => ({ id, sort: text })) }
}

const beyond = (order: Order, id: Part, [key, lastId]: readonly [string, string]) =>
  sql`(${order.key}, ${id}) ${order.desc ? sql`<` : sql`>`} (${key}::${order.type}, ${lastId}::uuid)`

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

const named = ({ words }: Conditions) =>
  (words?.words ?? []).map(
    ({ word, begun }) =>
      sql`(y.search_name collate pg_c_utf8) ~ ('\\m' || plain(${word}) || ${sql.lit(begun ? '' : '\\M')})`,
  )
const arrayOf = (parts: Part[]) => sql`array[${sql.join(parts)}]::text[]`

/** All of whom the conditions hold, by their indexes, whichever the database finds the narrowest. */
function fitting({ storeId, conditions: all }: Asked, order: Order | null): Part {
  const keys = (parts: Part[]) => sql`facet_keys(${storeId}, ${arrayOf(parts)})`
  const filters = [
    ...(all.facets.length > 0 ? [sql`facet_keys(f.store_id, f.facets) @> ${keys(all.facets)}`] : []),
    ...all.anyFacets.map(some => sql`facet_keys(f.store_id, f.facets) && ${keys(some)}`),
    ...(all.birthday ? [all.birthday] : []),
  ]
  const purchases = [...all.last, ...all.spent, ...all.orders]
  const uses = (alias: string, conditions: Part[], sorts: Sort[]) =>
    conditions.length > 0 || sorts.some(sort => order === orders[sort]) ? [{ alias, conditions }] : []
  const tables = [
    ...uses('f', filters, ['name']),
    ...uses('p', purchases, ['lastPurchase', 'spent']),
    ...uses('k', all.contact, ['lastContact']),
  ]
  // What is known beyond the store is looked up in it.
  if (tables.length === 0) tables.push({ alias: 'k', conditions: [] })
  const names: Record<string, string> = {
    f: 'customer_filters',
    p: 'customer_purchases',
    k: 'customer_stores',
  }
  const sources: { from: Part; id: Part; where: Part[] }[] = [
    ...tables.map(({ alias, conditions }) => ({
      from: sql.raw(`${names[alias]} ${alias}`),
      id: sql.raw(`${alias}.customer_id`),
      where: [sql`${sql.raw(alias)}.store_id = ${storeId}`, ...conditions],
    })),
    ...all.numbers.map(({ key, conditions }, place) => ({
      from: sql`(select n.customer_id from customer_numbers n where n.store_id = ${storeId} and n.key = ${key}
        and ${sql.join(conditions, sql` and `)}) ${sql.raw(`n${place}`)}`,
      id: sql.raw(`n${place}.customer_id`),
      where: [],
    })),
    ...(all.starredBy
      ? [{ from: sql`customer_stars x`, id: sql`x.customer_id`, where: [sql`x.staff_id = ${all.starredBy}`] }]
      : []),
    ...(all.words
      ? [
          {
            from: sql`customer_names w`,
            id: sql`w.customer_id`,
            where: [
              sql`w.store_id = ${storeId}`,
              sql`search_words(w.store_id, 'epoch', w.search_name) @@ ${lookUp(all.words, sql`search_key(${storeId}, 0)`)}`,
              ...all.words.phrases.map(run => sql`strpos(w.search_name, plain(${run})) > 0`),
            ],
          },
        ]
      : []),
  ]
  const [first, ...others] = sources
  const joined = others.map(other => sql`join ${other.from} on ${other.id} = ${first?.id}`)
  const where = sources.flatMap(source => source.where)
  return sql`from ${first?.from} ${sql.join(joined, sql` `)} where ${sql.join([sql`true`, ...where], sql` and `)}`
}

async function gather(reading: Reading, asked: Asked): Promise<Found[]> {
  const order = orders[asked.sort]
  const direction = order.desc ? sql`desc` : sql`asc`
  const id =
    asked.sort === 'lastContact'
      ? sql`k.customer_id`
      : asked.sort === 'name'
        ? sql`f.customer_id`
        : sql`p.customer_id`
  const { rows } = await sql<Found>`
    with fitting as materialized (
      select ${id} as id, ${order.key} as key ${fitting(asked, order)} ${asked.after ? sql`and ${beyond(order, id, asked.after)}` : sql``})
    select id, ${order.text(sql`key`)} as sort from fitting order by key ${direction}, id ${direction}
    limit ${sql.lit(asked.limit)}`.execute(reading.tx)
  return rows
}

const most = 1000

/** How many there are, counted up to a thousand. */
export async function countCustomers(
  reading: Reading,
  asked: Pick<Asked, 'storeId' | 'conditions'>,
): Promise<{ count: number; more: boolean }> {
  const all: Asked = { ...asked, sort: 'lastContact', after: undefined, limit: 0 }
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select ${fitting(all, null)} limit ${sql.lit(most + 1)}) x`.execute(
    reading.tx,
  )
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, most), more: count > most }
}
