import { type RawBuilder, sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'
import { isWithoutSpaces } from '../../platform/db/search-words.ts'
import { called, isAnybody } from './called.ts'
import { type Conditions, contactKey, isEmpty, type Table, tables } from './filter.ts'
import { fitting } from './fitting.ts'
import { lookUps } from './look-ups.ts'

export type Sort = 'lastContact' | 'lastPurchase' | 'spent' | 'name'
type Part = RawBuilder<unknown>
type Order = {
  table: Table
  /** What the walk's index knows beside it. */
  beside: string
  key: Part
  /** As a cursor carries it, and back. */
  text(key: Part): Part
  type: Part
  desc: boolean
  /** Conditions on the key itself bound the walk, and need no look-up. */
  bounds?: 'contact' | 'last' | 'spent'
}
export const instantText = (key: Part) =>
  sql`to_char(${key} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
const orders: Record<Sort, Order> = {
  lastContact: {
    table: 'k',
    beside: 'last_contact_at',
    key: contactKey,
    text: instantText,
    type: sql`timestamptz`,
    desc: true,
    bounds: 'contact',
  },
  lastPurchase: {
    table: 'p',
    beside: 'last_at, spent_minor, orders',
    key: sql`p.last_at`,
    text: instantText,
    type: sql`timestamptz`,
    desc: true,
    bounds: 'last',
  },
  spent: {
    table: 'p',
    beside: 'last_at, spent_minor, orders',
    key: sql`p.spent_minor`,
    text: key => sql`${key}::text`,
    type: sql`bigint`,
    desc: true,
    bounds: 'spent',
  },
  name: {
    table: 'f',
    beside: 'birthday_day',
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

// So many rows are walked to see whether the walk will do, and at most so many more if it looks so.
const legs = [400, 5600] as const
/** Where there are known to be many. */
export const straightOn = [6000] as const
// Two words are a name that few have, and so many are gathered before a walk is tried.
const few = 60

/**
 * The next `limit` customers of a store, in this order, of whom all conditions hold. First walks the order for a bounded
 * number of rows: a common condition fills the page by then. When it does not, what is asked for is rare, and all that
 * fit are gathered from the indexes of the conditions, and sorted.
 */
export async function findCustomers(
  reading: Reading,
  asked: Asked,
  walked: readonly number[] = legs,
): Promise<Found[]> {
  const { conditions } = asked
  const isWholeName = conditions.words !== null && conditions.words.words.length > 1
  const rare = isWholeName ? await gather(reading, asked, few) : undefined
  if (rare) return rare
  // Few are starred, and what is written without spaces is no word to compare.
  const gatherOnly = conditions.starredBy !== null || (conditions.words && isWithoutSpaces(conditions.words))
  const met = gatherOnly ? undefined : await walkOn(reading, asked, walked)
  return met ?? (await gather(reading, asked)) ?? []
}

const isByName = ({ words, alike }: Conditions) => words !== null || alike !== null

/** Undefined where the page does not fill, or would take longer to fill than to gather all that fit. */
async function walkOn(
  reading: Reading,
  asked: Asked,
  walked: readonly number[],
): Promise<Found[] | undefined> {
  const { limit } = asked
  const found: Found[] = []
  let after = asked.after
  for (const rows of isEmpty(asked.conditions) ? [limit] : walked) {
    const part = await walk(reading, { ...asked, after, limit: limit - found.length }, rows)
    found.push(...part.found)
    if (found.length >= limit || !part.last) return found
    if (!isWorthWalking({ rows, looked: part.looked, found: found.length, limit })) return undefined
    after = part.last
  }
  return undefined
}

// Microseconds, as measured on the bench's machine among a million customers (decision 0027).
const [perEntry, perLookUp, perGathered] = [0.3, 6, 6]
const bigStore = 100_000

/**
 * By what a first leg met. The rarer what fits, the farther the walk goes, and the less there is to gather; how much, is
 * taken from a big store, for a small one is soon at its end.
 */
function isWorthWalking(leg: { rows: number; looked: number; found: number; limit: number }): boolean {
  const fitting = leg.found / leg.rows
  const walking = (leg.limit / fitting) * (perEntry + (leg.looked / leg.rows) * perLookUp)
  return walking <= fitting * bigStore * perGathered
}

/**
 * Walks that many rows, or until the page is full.
 * @returns `looked`: how many could not be passed by within the index; `last`: where it ended, when there are more rows
 * and the page is not full
 */
async function walk(reading: Reading, { storeId, conditions, sort, after, limit }: Asked, atMost: number) {
  const order = orders[sort]
  const own = sql.raw(order.table)
  const direction = order.desc ? sql`desc` : sql`asc`
  const where = [
    sql`${own}.store_id = ${storeId}`,
    ...(order.bounds ? conditions[order.bounds] : []),
    ...(after ? [beyond(order, sql`${own}.customer_id`, after)] : []),
    // What was typed is often no name at all: then not one row is walked.
    ...(conditions.words && !after ? [isAnybody(storeId, conditions)] : []),
  ]
  const rest = order.bounds ? { ...conditions, [order.bounds]: [] } : conditions
  const { within, beside } = lookUps(storeId, rest, sql`${own}.customer_id`, order.table)
  const all = (parts: Part[]) => sql`(${sql.join([sql`true`, ...parts], sql` and `)})`
  const place = sql`${order.key} ${direction}, ${own}.customer_id ${direction}`
  // The last row of the walk comes along, whether it fits or not: it tells that there are more, and from where to go on.
  const isLast = sql`${own}.n = ${sql.lit(atMost)}`
  const { rows } = await sql<Found & { last: boolean; fits: boolean; looked: number }>`
    select customer_id as id, ${order.text(sql`${own}.key`)} as sort, ${isLast} as last, looked,
      case when ${isLast} then near and ${all(beside)} else true end as fits
    from (select *, count(*) filter (where near) over (rows unbounded preceding)::int as looked
      from (select ${own}.*, ${all(within)} as near
        from (select ${own}.customer_id, ${order.key} as key, bits, ${sql.raw(order.beside)}, row_number() over (order by ${place}) as n
          from ${sql.raw(tables[order.table])} ${own} where ${sql.join(where, sql` and `)} order by ${place} limit ${sql.lit(atMost)}) ${own}) ${own}) ${own}
    where near and ${all(beside)} or ${isLast} limit ${sql.lit(limit)}`.execute(reading.tx)
  const found = rows.flatMap(({ id, sort, fits }) => (fits ? [{ id, sort }] : []))
  const end = rows.at(-1)
  const last: Asked['after'] = end?.last && found.length < limit ? [end.sort, end.id] : undefined
  return { found, last, looked: end?.looked ?? 0 }
}

const beyond = (order: Order, id: Part, [key, lastId]: readonly [string, string]) =>
  sql`(${order.key}, ${id}) ${order.desc ? sql`<` : sql`>`} (${key}::${order.type}, ${lastId}::uuid)`

/** Undefined when `atMost` and more fit. */
async function gather(reading: Reading, asked: Asked, atMost?: number): Promise<Found[] | undefined> {
  const { storeId, conditions, after, limit } = asked
  const order = orders[asked.sort]
  const direction = order.desc ? sql`desc` : sql`asc`
  const id = sql.raw(`${order.table}.customer_id`)
  const from = isByName(conditions) ? called : fitting
  const { rows } = await sql<Found & { all: number }>`
    with fitting as materialized (
      select ${id} as id, ${order.key} as key ${from(storeId, conditions, order.table)} ${after ? sql`and ${beyond(order, id, after)}` : sql``}
      ${atMost ? sql`limit ${sql.lit(atMost)}` : sql``})
    select id, ${order.text(sql`key`)} as sort, (select count(*) from fitting)::int as all from fitting
    order by key ${direction}, id ${direction} limit ${sql.lit(limit)}`.execute(reading.tx)
  return atMost && rows[0]?.all === atMost ? undefined : rows.map(row => ({ id: row.id, sort: row.sort }))
}
