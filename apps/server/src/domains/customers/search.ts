import type { CustomerRow } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { decodeCursor, encodeCursor } from '../../platform/db/pages.ts'
import { wantedWords } from '../../platform/db/search-words.ts'
import { canonicalEmail, shownPhone } from './contact-point.ts'
import { foldOrderNumber } from './figures.ts'
import type { Conditions } from './filter.ts'
import { findCustomers } from './find.ts'
import { findAlike } from './find-alike.ts'
import { lookUps } from './look-ups.ts'
import { phoneBeginnings } from './phone-beginnings.ts'
import { rowsOf } from './rows.ts'

type Asked = {
  storeId: string
  q: string
  conditions: Conditions
  cursor?: string | undefined
  limit: number
  alike?: boolean | undefined
}
type Page = { items: CustomerRow[]; nextCursor: string | null }
type Hit = { id: string; sort: string; matched: string | null }

/**
 * Whom somebody means by what they typed. A phone in any spelling, an email, an order number or an external id, each
 * also only begun, is tried first; then names with all these words, whom the store was last in touch with first; and
 * only when there is none, names that are spelled alike.
 */
export async function searchCustomers(reading: StaffReading, asked: Asked): Promise<Page> {
  // Names need none.
  const country = /\p{N}/u.test(asked.q) ? await countryOf(reading, asked.storeId) : ''
  const byKey = readCursor(asked.cursor, ['text', 'id', 'text'])
  const byContact = readCursor(asked.cursor, ['instant', 'id'])
  const byNearness = readCursor(asked.cursor, ['score', 'instant', 'id'])
  if (asked.cursor && !byKey && !byContact && !byNearness) decodeCursor(asked.cursor, ['instant', 'id'])
  const more = { ...asked, limit: asked.limit + 1 }
  if (byKey || !asked.cursor) {
    const hits = await findByKey(reading, more, country, byKey)
    if (hits.length > 0 || byKey) return pageOfHits(reading, asked, hits, last => [last.sort, last.id, 'key'])
  }
  const words = wantedWords(asked.q)
  if (words.words.length === 0) return { items: [], nextCursor: null }
  if (byContact || !asked.cursor) {
    const found = await findCustomers(reading, {
      storeId: asked.storeId,
      conditions: { ...asked.conditions, words },
      sort: 'lastContact',
      after: byContact as [string, string] | undefined,
      limit: more.limit,
    })
    const hits = found.map(one => ({ ...one, matched: null }))
    if (hits.length > 0 || byContact) return pageOfHits(reading, asked, hits, last => [last.sort, last.id])
  }
  if (!asked.cursor && /^\p{L}{3,}$/u.test(asked.q)) {
    const hits = await findByKey(reading, more, country, undefined, [emailKey(asked.q)])
    if (hits.length > 0) return pageOfHits(reading, asked, hits, last => [last.sort, last.id, 'key'])
  }
  if (asked.alike === false) return { items: [], nextCursor: null }
  const alike = (await findAlike(reading, more, byNearness)).map(one => ({ ...one, matched: null }))
  return pageOfHits(reading, asked, alike, last => [last.apart, last.sort, last.id])
}

/** Undefined also for a cursor of another kind: which kind it is tells which search goes on. */
function readCursor(cursor: string | undefined, kinds: Parameters<typeof decodeCursor>[1]) {
  try {
    return decodeCursor(cursor, kinds)
  } catch {
    return undefined
  }
}

async function pageOfHits<Found extends Hit>(
  reading: StaffReading,
  { storeId, limit }: Asked,
  hits: Found[],
  key: (last: Found) => (string | number)[],
): Promise<Page> {
  const page = hits.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await rowsOf(reading, storeId, page),
    nextCursor: hits.length > limit && last ? encodeCursor(key(last)) : null,
  }
}

/** Each look-up reads its own corner of an index, from where the last page ended, and no further than a page. */
export async function findByKey(
  reading: StaffReading,
  { storeId, q, conditions, limit }: Pick<Asked, 'storeId' | 'q' | 'conditions' | 'limit'>,
  country: string,
  after?: string[],
  begun: string[] = [
    ...phoneBeginnings(q, country),
    // A hyphen alone may be in a name.
    ...(/^\S{3,}$/.test(q) && /[@._+\d]/.test(q) ? [emailKey(q)] : []),
  ],
): Promise<Hit[]> {
  const code = q.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()
  const asNumber = /\d/.test(code) && code.length >= 3
  if (begun.length === 0 && !asNumber) return []
  const { beside } = lookUps(storeId, conditions, sql`x.id`)
  const from = (tag: string) => (after?.[0]?.startsWith(tag) ? after[0].slice(tag.length) : '')
  const parts = [
    ...begun.map(
      key => sql`(select k.key as sort, k.customer_id as id from customer_keys k
        where k.store_id = ${storeId} and k.key >= ${key} and k.key < ${`${key}\u{10ffff}`}
          ${after ? sql`and (k.key, k.customer_id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
          and not exists (select from customer_keys other where other.store_id = k.store_id and other.customer_id = k.customer_id
            and other.key >= ${key} and other.key < k.key)
        order by k.key, k.customer_id limit ${sql.lit(limit)})`,
    ),
    ...(asNumber
      ? [
          sql`(select 'o' || o.number as sort, o.customer_id as id from customer_order_numbers o
            where o.number >= ${code} and o.number < ${`${code}\u{10ffff}`} and o.number >= ${from('o')}
              and (length(o.number) = length(${code}::text) or length(${code}::text) >= 5)
              and exists (select from customer_stores k where k.store_id = ${storeId} and k.customer_id = o.customer_id)
            order by o.number, o.customer_id limit ${sql.lit(limit)})`,
          sql`(select 'x' || left(c.external_id, 60) as sort, c.id from customers c
            where c.external_id = ${q} and exists (select from customer_stores k where k.store_id = ${storeId} and k.customer_id = c.id))`,
        ]
      : []),
  ]
  const { rows } = await sql<{ id: string; sort: string }>`
    select id, sort from (select distinct on (x.id) x.id, x.sort from (${sql.join(parts, sql` union all `)}) x
      where ${sql.join([sql`true`, ...beside], sql` and `)} order by x.id, x.sort collate "C") once
    ${after ? sql`where (sort collate "C", id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by sort collate "C", id limit ${sql.lit(limit)}`.execute(reading.tx)
  const written = await numbersAsWritten(reading, rows)
  return rows.map(row => ({ ...row, matched: written.get(row.id) ?? matchedText(row.sort) }))
}

/** Found by letters and digits alone, an order's number is shown as the shop writes it. */
async function numbersAsWritten(
  { tx }: Pick<StaffReading, 'tx'>,
  hits: readonly { id: string; sort: string }[],
): Promise<Map<string, string>> {
  const found = new Map(hits.filter(hit => hit.sort.startsWith('o')).map(hit => [hit.id, hit.sort.slice(1)]))
  if (found.size === 0) return found
  const orders = await tx
    .selectFrom('orders')
    .select(['customer_id', 'number'])
    .where(({ eb, val }) => eb('customer_id', '=', eb.fn.any(val([...found.keys()]))))
    .execute()
  const written = new Map<string, string>()
  for (const { customer_id: id, number } of orders)
    if (id && foldOrderNumber(number) === found.get(id)) written.set(id, number)
  return written
}

const emailKey = (q: string) => `e${canonicalEmail(q).slice(0, 64)}`

function matchedText(key: string): string {
  const rest = key.slice(1)
  if (key.startsWith('p')) return shownPhone(`+${rest}`)
  if (key.startsWith('r')) return shownPhone(`+${[...rest].reverse().join('')}`)
  return rest
}

export async function countryOf(reading: Pick<StaffReading, 'tx'>, storeId: string): Promise<string> {
  const { country } = await reading.tx
    .selectFrom('stores')
    .select('country')
    .where('id', '=', storeId)
    .executeTakeFirstOrThrow()
  return country
}
