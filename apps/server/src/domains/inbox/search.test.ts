import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase } from '../../../test/database.ts'
import type { StaffReading, Viewer } from '../../platform/context.ts'
import { type Connections, connect } from '../../platform/db/database.ts'
import { wantedWords } from '../../platform/db/search-words.ts'
import { searchConversations } from './search.ts'

const now = new Date('2026-11-22T12:00:00Z')
const store = '019a0000-0000-7000-8000-00000000beef'
// Ends in the same digits: its words stand in the same lists.
const twin = '019a0000-0000-7000-8000-11110000beef'
const me = randomUUID()
const japanese = '週末の予約をお願いします'

describe('INB-5: the search by words', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>
  let connections: Connections
  let mine: string

  beforeAll(async () => {
    database = await createDatabase()
    connections = connect(database.url, 1)
    const { db } = connections
    // Only what a search reads; nothing here has a contact point or a consent.
    await sql`set session_replication_role = replica`.execute(db)
    for (const id of [store, twin])
      await sql`insert into stores (id, name, city, country, time_zone, language, created_at)
        values (${id}, 'Store', 'Berlin', 'DE', 'Europe/Berlin', 'en', ${new Date('2025-01-01T00:00:00Z')})`.execute(
        db,
      )
    mine = await conversation(store, [
      ['2025-02-03T10:00:00Z', 'Is the ivory silk scarf still there?'],
      ['2026-11-21T10:00:00Z', 'Schöne Grüße, das Kleid für 12,50 passt. Straße 5!'],
      ['2026-11-22T10:00:00Z', '週末の予約をお願いします。ﾀｵﾙもあります'],
    ])
    await conversation(store, [
      ['2026-11-20T10:00:00Z', 'The silk scarf again'],
      ['2026-11-22T11:00:00Z', 'About the scarves: anna.weber@example.com or ŉ'],
      ['2026-11-22T11:30:00Z', `${'x'.repeat(3000)} ${'🧣'.repeat(50)}`],
    ])
    await conversation(twin, [['2026-11-22T11:00:00Z', 'silk in the other store']])
    await sql`insert into conversation_members (staff_id, conversation_id, store_id, last_message_at, active) values (${me}, ${mine}, ${store}, ${now}, true)`.execute(
      db,
    )
  })
  afterAll(async () => {
    await connections?.close()
    await database?.drop()
  })

  async function conversation(storeId: string, messages: [at: string, body: string][]): Promise<string> {
    const { db } = connections
    const [id, customer] = [randomUUID(), randomUUID()]
    await sql`insert into customers (id, first_name, last_name, language, created_at) values (${customer}, 'Qz', 'Qz', 'en', ${now})`.execute(
      db,
    )
    await sql`insert into conversations (id, store_id, customer_id, contact_point_id, channel, active, last_message_at, created_at)
      values (${id}, ${storeId}, ${customer}, ${randomUUID()}, 'sms', true, ${now}, ${now})`.execute(db)
    for (const [n, [at, body]] of messages.entries())
      await sql`insert into messages (conversation_id, sequence, store_id, direction, kind, channel, body, status, created_at)
        values (${id}, ${n + 1}, ${storeId}, 'in', 'text', 'sms', ${body}, 'received', ${at}::timestamptz)`.execute(
        db,
      )
    return id
  }
  async function found(
    q: string,
    permissions: Viewer['permissions'] = new Set(['inbox.store'] as const),
    limit = 10,
  ) {
    const viewer = { staffId: me, storeIds: [store], permissions } as unknown as Viewer
    const reading: StaffReading = { tx: connections.db, clock: { now: () => now }, viewer }
    const { hits } = await searchConversations(reading, { storeId: store, q, limit })
    return hits.map(hit => hit.message?.body.slice(0, 12))
  }

  it('finds every word, in whatever order, newest first, over all periods', async () => {
    expect(await found('scarf silk')).toEqual(['The silk sca', 'Is the ivory'])
    expect(await found('ivory again')).toEqual([])
  })
  it('finds a last word that is only begun', async () => {
    expect(await found('scar')).toEqual(['About the sc', 'The silk sca', 'Is the ivory'])
    expect(await found('scar silk')).toEqual([])
  })
  it('folds accents and case, and takes signs for spaces', async () => {
    expect(await found('GRUSSE')).toEqual(['Schöne Grüße'])
    expect(await found('grüße schone')).toEqual(['Schöne Grüße'])
    expect(await found('12,50')).toEqual(['Schöne Grüße'])
    expect(await found('weber@example.com')).toEqual(['About the sc'])
  })
  it('finds Japanese, which has no spaces: one character, two, and a run as a whole', async () => {
    for (const q of ['週', '予約', '週末の予約', 'タオル', 'ﾀｵﾙ'])
      expect([q, await found(q)]).toEqual([q, [japanese]])
    expect(await found('すき')).toEqual([])
    expect(await found('約予')).toEqual([])
    expect(await found('末の約')).toEqual([])
  })
  it('finds nothing of another store, though its lists are shared', async () => {
    expect(await found('silk other')).toEqual([])
    expect(await found('other')).toEqual([])
  })
  it('finds only in their own conversations for who does not see the store’s inbox', async () => {
    expect(await found('silk', new Set())).toEqual(['Is the ivory'])
  })
  it('finds each once and newest first, short periods and long ones together', async () => {
    const day = 24 * 60 * 60_000
    // At both ends of every period of ten days, nearly two years.
    const borders = Array.from(
      { length: 66 },
      (_, n) => (Math.floor(now.getTime() / day / 10) - n) * 10 * day,
    )
    const times = borders.flatMap(border => [border, border - 1])
    await conversation(
      store,
      times.map((time, n) => [new Date(time).toISOString(), `pendulum ${n}`]),
    )
    const all = times.map((_, n) => `pendulum ${n}`)
    expect(await found('pendulum', undefined, 1000)).toEqual(all)
    for (const limit of [1, 4, 5, 6, 7, 40])
      expect(await found('pendulum', undefined, limit)).toEqual(all.slice(0, limit))
  })
  it('finds older history than the store, once it was brought in', async () => {
    const { db } = connections
    await sql`set session_replication_role = origin`.execute(db)
    for (const [n, at] of ['2019-05-05T10:00:00Z', '2022-05-05T10:00:00Z'].entries())
      await sql`insert into messages (conversation_id, sequence, store_id, direction, kind, channel, body, status, created_at)
        values (${mine}, ${100 + n}, ${store}, 'in', 'text', 'sms', 'A heirloom brooch', 'received', ${at}::timestamptz)`.execute(
        db,
      )
    await sql`set session_replication_role = replica`.execute(db)
    expect(await found('heirloom')).toHaveLength(2)
  })
  it('bears signs, quotes and nothing at all', async () => {
    for (const q of ["'", '\\', '& | !', 'ŉ', "o'", ':*', '🧣']) await found(q)
    expect(await found('x'.repeat(3000))).toHaveLength(1)
  })
})

it('reads what is typed', () => {
  expect(wantedWords('Silk, scar')).toEqual({
    words: [
      { word: 'Silk', begun: false },
      { word: 'scar', begun: true },
    ],
    phrases: [],
  })
  expect(wantedWords('ﾀｵﾙ 5枚')).toEqual({
    words: [
      { word: 'タオ', begun: false },
      { word: 'オル', begun: false },
      { word: '5', begun: false },
      { word: '枚', begun: true },
    ],
    phrases: ['タオル'],
  })
})
