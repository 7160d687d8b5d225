import type { SearchHit } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { lookUp, type Wanted, wantedWords } from '../../platform/db/search-words.ts'
import { listCustomers } from '../customers/index.ts'
import { readRows } from './rows.ts'

type Found = {
  id: string
  conversation_id: string
  sequence: number
  body: string
  direction: 'in' | 'out' | 'line'
  created_at: Date
}

/**
 * Conversations of a store by words, customer or number (INB-5): customers first, then messages, newest first.
 * Every word must occur; the last one may be only begun.
 */
export async function searchConversations(
  reading: StaffReading,
  input: { storeId: string; q: string; limit: number },
): Promise<{ hits: SearchHit[] }> {
  const { viewer } = reading
  mustSeeStore(viewer, input.storeId)
  const called = (alike: boolean) =>
    listCustomers(reading, { storeId: input.storeId, list: 'store', q: input.q, limit: 5, alike })
  const messages = await searchMessages(reading, input)
  // Who finds what they typed in messages has made no mistake in a name.
  const people = await called(messages.length === 0)
  const wanted = [
    ...people.items.flatMap(person => person.conversationId ?? []),
    ...messages.map(message => message.conversation_id),
  ]
  const rows = await readRows(reading, [...new Set(wanted)])
  const seen = (id: string | null) => {
    const row = id ? rows.get(id) : undefined
    return row && (row.mine || viewer.permissions.has('inbox.store')) ? row : undefined
  }
  const hits: SearchHit[] = []
  for (const person of people.items) {
    const conversation = seen(person.conversationId)
    if (conversation) hits.push({ conversation, message: null })
  }
  for (const message of messages) {
    const conversation = seen(message.conversation_id)
    if (!conversation) continue
    const { id, sequence, body, direction } = message
    hits.push({
      conversation,
      message: { id, sequence, body, direction, at: message.created_at.toISOString() },
    })
  }
  return { hits: hits.slice(0, input.limit) }
}

/** How many periods of ten days are looked at one by one, before those of 160. */
const shortPeriods = 3

/**
 * Newest first, until the page is full: a common word is found in the last days alone, whose messages are few. One
 * that does not fill a page in a month is rare enough to be looked up in half a year at once (measured: decision 0012).
 */
async function searchMessages(reading: StaffReading, asked: Asked): Promise<Found[]> {
  const wanted = wantedWords(asked.q)
  if (wanted.words.length === 0) return []
  const newest = sql`search_period(${reading.clock.now()})`
  const lately = await inPeriods(reading, asked, wanted, {
    series: sql`generate_series(${newest}, ${newest} - ${sql.lit(shortPeriods - 1)}, -1)`,
    words: sql`search_words(m.store_id, m.created_at, m.body)`,
    only: sql``,
  })
  if (lately.length >= asked.limit) return lately
  const until = sql`to_timestamp((${newest} - ${sql.lit(shortPeriods - 1)}) * 864000::float8)`
  const before = await inPeriods(reading, { ...asked, limit: asked.limit - lately.length }, wanted, {
    series: sql`generate_series(search_long_period(${until}),
      (select search_long_period(least(created_at, oldest_message_at)) from stores where id = ${asked.storeId}), -1)`,
    words: sql`search_words(m.store_id, search_long_at(m.created_at), m.body)`,
    // Plus nothing, so that no index on the time is asked beside the words: half of all messages are before that (measured: 100 ms).
    only: sql`and m.created_at + interval '0' < ${until}`,
  })
  return [...lately, ...before]
}

type Asked = { storeId: string; q: string; limit: number }
type Periods = { series: RawBuilder<unknown>; words: RawBuilder<unknown>; only: RawBuilder<unknown> }

/** One short look-up per period. A nested loop keeps the order of the series, and stops with the page. */
async function inPeriods(
  { tx, viewer }: StaffReading,
  { storeId, limit }: Asked,
  wanted: Wanted,
  { series, words, only }: Periods,
): Promise<Found[]> {
  const whole = wanted.phrases.map(run => sql`and position(${run} in normalize(m.body, NFKC)) > 0`)
  const mine = sql`and exists (select from conversation_members o where o.staff_id = ${viewer.staffId} and o.conversation_id = m.conversation_id)`
  const { rows } = await sql<Found>`
    select hit.* from ${series} period
    cross join lateral (select search_key(${storeId}, period) as key offset 0) keyed
    cross join lateral (
      select m.id, m.conversation_id, m.sequence, m.body, m.direction, m.created_at from messages m
      where ${words} @@ ${lookUp(wanted, sql`key`)} and m.direction <> 'line' and m.store_id = ${storeId} ${only}
        ${sql.join(whole, sql` `)} ${viewer.permissions.has('inbox.store') ? sql`` : mine}
      order by m.created_at desc, m.id desc limit ${sql.lit(limit)}) hit
    limit ${sql.lit(limit)}`.execute(tx)
  return rows
}
