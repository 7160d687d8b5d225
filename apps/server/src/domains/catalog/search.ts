import { type RawBuilder, sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'
import { decodeCursor } from '../../platform/db/pages.ts'
import { meantBy } from '../../platform/spelt-alike.ts'
import { bareCodes } from './codes.ts'
import { type PageOfIds, pageOfIds } from './page-of-ids.ts'

type Asked = { q: string; collectionId?: string | undefined; cursor?: string | undefined; limit: number }
type Condition = RawBuilder<unknown>
/** A product fits by its name `p.search_name`, or by a code of one of its variants `v`. */
type Wanted = { named: Condition; code?: Condition }

// How far the order of names is walked before all that fit are gathered from the indexes.
const walkAtMost = 300
const alikeKey = 'alike:1'

/**
 * What somebody means by what they typed, by name: first what has exactly this code; then names with all these words
 * and codes that begin so; and only when there is none, names of words that are spelt alike.
 */
export async function searchProducts(reading: Reading, asked: Asked): Promise<PageOfIds> {
  const alike = readCursor(asked.cursor)
  const words = asked.q.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word))
  if (words.length === 0) return { ids: [], nextCursor: null }
  if (alike) return alikeNames(reading, words.slice(0, 6), { ...asked, after: alike })
  const after = decodeCursor(asked.cursor, ['id'])?.[0]
  const exact = await withCode(reading, asked)
  const begin = after ? exact.indexOf(after) + 1 : 0
  const first = after && begin === 0 ? [] : exact.slice(begin, begin + asked.limit + 1)
  const rest = await find(reading, wantedBy(asked.q, words.slice(0, 6)), {
    ...asked,
    after: after && begin === 0 ? after : undefined,
    limit: asked.limit + 1 - first.length,
    without: exact,
  })
  const ids = [...first, ...rest]
  if (ids.length === 0 && !after) return alikeNames(reading, words.slice(0, 6), asked)
  return pageOfIds(ids, asked.limit)
}

/** Undefined for a cursor of names as they were typed. */
function readCursor(cursor: string | undefined): string | undefined {
  try {
    return decodeCursor(cursor, ['key', 'id'])?.[1]
  } catch {
    return undefined
  }
}

async function withCode({ tx }: Reading, { q, collectionId }: Asked): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from products p where p.active and p.id in (
      select product_id from variants v where v.active and upper(v.sku) = upper(${q})
      union all
      select product_id from variants v where v.active and ltrim(v.barcode, '0') = any(${bareCodes(q)}::text[]))
    ${inCollection(collectionId)} order by p.search_name, p.id limit 20`.execute(tx)
  return rows.map(row => row.id)
}

const literal = (text: string) => text.replace(/[%_\\]/g, '\\$&')
const folded = (word: string) => sql`replace(plain(${literal(word)}), ' ', '')`

const unspaced = /^[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{1,2}$/u

/** One or two letters say something only where a word begins; one or two characters may be a word. */
function inName(word: string): Condition {
  if (unspaced.test(word)) return sql`short_words(p.search_name) @> array[plain(${word})]`
  return /^[\p{L}\p{N}]{1,2}$/u.test(word)
    ? sql`(p.search_name like ${folded(word)} || '%' or p.search_name like '% ' || ${folded(word)} || '%')`
    : sql`p.search_name like '%' || ${folded(word)} || '%'`
}

function wantedBy(q: string, words: readonly string[]): Wanted {
  const code = literal(q.replace(/\s/g, ''))
  return {
    named: sql`(${sql.join(words.map(inName), sql` and `)})`,
    code: sql`(upper(v.sku) like upper(${`${code}%`}) or v.barcode like ${`${code}%`})`,
  }
}

type Bounds = Asked & { after?: string | undefined; without?: readonly string[] }

/** A common word fills the page within a short walk by name; when it does not, it is rare, and all that fit are gathered. */
async function find(reading: Reading, { named, code }: Wanted, bounds: Bounds): Promise<string[]> {
  const { after, without = [], collectionId, limit } = bounds
  if (limit <= 0) return []
  const beyond = after
    ? sql`and (p.search_name, p.id) > (select search_name, id from products where id = ${after})`
    : sql``
  const rest = sql`${inCollection(collectionId)} and p.id <> all(${[...without]}::uuid[])`
  const coded = code && sql`or exists (select from variants v where v.product_id = p.id and ${code})`
  const { rows } = await sql<{ walked: number; found: string[] | null }>`
    with walk as materialized (
      select p.id, p.search_name from products p where p.active ${beyond} order by p.search_name, p.id limit ${sql.lit(walkAtMost)})
    select (select count(*) from walk)::int as walked, (
      select json_agg(id) from (
        select p.id from walk p where (${named} ${coded ?? sql``}) ${rest} order by p.search_name, p.id limit ${sql.lit(limit)}) x) as found`.execute(
    reading.tx,
  )
  const { walked = 0, found } = rows[0] ?? {}
  if (walked < walkAtMost || (found?.length ?? 0) >= limit) return found ?? []
  const byCode =
    code &&
    sql`union all
      select p.id, p.search_name from products p
      where p.active and not ${named} and p.id in (select v.product_id from variants v where ${code}) ${beyond} ${rest}`
  const { rows: gathered } = await sql<{ id: string }>`
    select id from (
      select p.id, p.search_name from products p where p.active and ${named} ${beyond} ${rest}
      ${byCode ?? sql``}) fitting
    order by search_name, id limit ${sql.lit(limit)}`.execute(reading.tx)
  return gathered.map(row => row.id)
}

const inCollection = (collectionId: string | undefined) =>
  collectionId
    ? sql`and exists (select from collection_products k where k.product_id = p.id and k.collection_id = ${collectionId})`
    : sql``

/** Written in letters, and long enough that a slip leaves something of it. */
const isSpelt = (word: string) =>
  /^[^\d\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{4,}$/u.test(word)

/** Each word as it is, or as one that it may have been meant to be; a number is what it is. */
async function alikeNames(reading: Reading, words: readonly string[], bounds: Bounds): Promise<PageOfIds> {
  const { rows } = await sql<{ word: string; alike: string[] }>`
    select plain(given) as word, case when spelt then array(select words_alike(plain(given))) else '{}' end as alike
    from unnest(${[...words]}::text[], ${words.map(isSpelt)}::boolean[]) with ordinality as w (given, spelt, place)
    order by place`.execute(reading.tx)
  const meant = rows.map(({ word, alike }) => [word, ...meantBy(word, alike)])
  if (meant.every(choice => choice.length === 1)) return { ids: [], nextCursor: null }
  const either = meant.map(choice => sql`(${sql.join(choice.map(inName), sql` or `)})`)
  const named = sql`(${sql.join(either, sql` and `)})`
  const ids = await find(reading, { named }, { ...bounds, limit: bounds.limit + 1 })
  return pageOfIds(ids, bounds.limit, last => [alikeKey, last])
}
