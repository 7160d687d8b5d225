import { type RawBuilder, sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'
import { called } from './called.ts'
import { type Conditions, contactKey, isEmpty } from './filter.ts'
import { fitting, type Table, tables } from './fitting.ts'
import { lookUps } from './look-ups.ts'

export type Sort = 'lastContact' | 'lastPurchase' | 'spent' | 'name'
type Part = RawBuilder<unknown>
type Order = {
  table: Table
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
    key: contactKey,
    text: instantText,
    type: sql`timestamptz`,
    desc: true,
    bounds: 'contact',
  },
  lastPurchase: {
    table: 'p',
    key: sql`p.last_at`,
    text: instantText,
    type: sql`timestamptz`,
    desc: true,
    bounds: 'last',
  },
  spent: {
    table: 'p',
    key: sql`p.spent_minor`,
    text: key => sql`${key}::text`,
    type: sql`bigint`,
    desc: true,
    bounds: 'spent',
  },
  name: {
    table: 'f',
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
// Enough to see whether the walk will do.
const probe = 300
// Most names are rare, and so many are gathered at once before the walk is tried: two pages, for it is wasted on a common one.
const few = 60

/**
 * The next `limit` customers of a store, in this order, of whom all conditions hold. First walks the order for a bounded
 * number of rows: a common condition fills the page by then. When it does not, what is asked for is rare, and all that
 * fit are gathered from the indexes of the conditions, and sorted.
 */
export async function findCustomers(reading: Reading, asked: Asked, farthest = walkAtMost): Promise<Found[]> {
  const { conditions } = asked
  const rare = conditions.words && (await gather(reading, asked, few))
  if (rare) return rare
  // Few are starred, and what is written without spaces is no word to compare.
  const gatherOnly = conditions.starredBy !== null || (conditions.words?.phrases.length ?? 0) > 0
  if (!gatherOnly) {
    for (const bound of isEmpty(conditions) ? [asked.limit] : [Math.min(probe, farthest), farthest]) {
      const { found, walked } = await walk(reading, asked, bound)
      if (found.length >= asked.limit || walked < bound) return found
      // At this rate the page would not be full at the end of the walk.
      if ((found.length * farthest) / bound < asked.limit / 2) break
    }
  }
  return (await gather(reading, asked)) ?? []
}

const isByName = ({ words, alike }: Conditions) => words !== null || alike !== null

async function walk(reading: Reading, { storeId, conditions, sort, after, limit }: Asked, bound: number) {
  const order = orders[sort]
  const alias = sql.raw(order.table)
  const direction = order.desc ? sql`desc` : sql`asc`
  const where = [
    sql`${alias}.store_id = ${storeId}`,
    ...(order.bounds ? conditions[order.bounds] : []),
    ...(after ? [beyond(order, sql`${alias}.customer_id`, after)] : []),
  ]
  const rest = order.bounds ? { ...conditions, [order.bounds]: [] } : conditions
  const { rows } = await sql<{ walked: number; found: [string, string][] | null }>`
    with walk as materialized (
      select ${alias}.customer_id, ${order.key} as key from ${sql.raw(tables[order.table])} ${alias} where ${sql.join(where, sql` and `)}
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
