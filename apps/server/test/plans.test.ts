import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDatabase } from '../../../bench/seed-database.ts'
import { nameWords } from '../../../bench/seed-name-words.ts'
import { listCustomers } from '../src/domains/customers/index.ts'
import { countInbox } from '../src/domains/inbox/count.ts'
import { readMessages } from '../src/domains/inbox/lines.ts'
import { listConversations } from '../src/domains/inbox/list.ts'
import { readConversation } from '../src/domains/inbox/read.ts'
import { searchConversations } from '../src/domains/inbox/search.ts'
import { runRetention, tryRetention } from '../src/domains/privacy/retention.ts'
import { listDuplicates } from '../src/domains/profiles/duplicates.ts'
import { findDuplicates } from '../src/domains/profiles/find-duplicates.ts'
import { readTimeline } from '../src/domains/profiles/timeline.ts'
import { loadViewer } from '../src/domains/staff/index.ts'
import { systemClock } from '../src/platform/clock.ts'
import type { Reading, StaffReading, Viewer } from '../src/platform/context.ts'
import type { DB } from '../src/platform/db/database.ts'
import { createLog } from '../src/platform/log.ts'
import { openPlans, type PlanNode, type Plans } from './plan-scene.ts'

const big = [
  'messages',
  'conversations',
  'conversation_members',
  'customers',
  'customer_stores',
  'customer_names',
  'name_words',
  'contact_points',
  'consent_states',
  'consent_heads',
  'unread_conversations',
]

/** What a store's screens ask must never read a big table from end to end: in a small database nobody would notice. */
describe('the plans of what screens ask', () => {
  let plans: Plans
  let db: Kysely<DB>
  let viewer: Viewer
  let conversationId: string

  beforeAll(async () => {
    plans = await openPlans(big, async at => {
      await seedDatabase(at.url, 40_000, () => {})
      await nameWords().execute(at.db)
      await sql`analyze name_words`.execute(at.db)
    })
    db = plans.db
    const { rows } = await sql<{
      id: string
    }>`select id from bench_staff where store_n = 1 and place = 1`.execute(db)
    viewer = (await loadViewer(db, { staffId: rows[0]?.id ?? '' }, new Date())) as Viewer
    const longest = await db
      .selectFrom('conversations')
      .where('store_id', '=', viewer.storeIds[0] ?? '')
      .orderBy('last_sequence', 'desc')
      .select('id')
      .executeTakeFirstOrThrow()
    conversationId = longest.id
  }, 120_000)
  afterAll(() => plans?.close())

  const scansOf = (work: (reading: StaffReading) => Promise<unknown>, as = viewer) =>
    plans.scansOf(() => work({ tx: db, clock: systemClock, viewer: as }))
  const storeId = () => viewer.storeIds[0] as string
  const narrow = (): Viewer => ({
    ...viewer,
    permissions: new Set([...viewer.permissions].filter(one => one !== 'inbox.store')),
  })

  const lists = (['mine', 'store'] as const).flatMap(inbox =>
    (['active', 'awaiting', 'unread', 'archived'] as const).map(filter => ({ inbox, filter })),
  )
  it.each(lists)('INB-1: the list $inbox/$filter, its first page and the next', async ({ inbox, filter }) => {
    const list = (reading: StaffReading, cursor?: string) =>
      listConversations(reading, { storeId: storeId(), inbox, filter, limit: 5, cursor })
    const scans = await scansOf(async reading => {
      const { nextCursor } = await list(reading)
      if (nextCursor) await list(reading, nextCursor)
    })
    expect(scans).toEqual([])
  })
  it('INB-2: the counts', async () => {
    expect(await scansOf(reading => countInbox(reading, storeId()))).toEqual([])
  })
  it.each([{}, { before: 30 }, { after: 30 }, { around: 30 }])(
    'a page of a conversation, %o',
    async place => {
      expect(
        await scansOf(reading => readMessages(reading, { conversationId, limit: 50, ...place })),
      ).toEqual([])
    },
  )
  it('the head of a conversation', async () => {
    expect(await scansOf(reading => readConversation(reading, conversationId))).toEqual([])
  })
  it.each(['rose', 'a word or two', '週末の予約', '73939233', 'anna'])(
    'INB-5: the search for «%s»',
    async q => {
      const search = (reading: StaffReading) =>
        searchConversations(reading, { storeId: storeId(), q, limit: 20 })
      expect(await scansOf(search)).toEqual([])
      expect(await scansOf(search, narrow())).toEqual([])
    },
  )
  it('INB-5: the search asks the words alone: beside them, the blocks of a time are half of all messages', async () => {
    const asked = await plans.asking(() =>
      searchConversations(
        { tx: db, clock: systemClock, viewer },
        { storeId: storeId(), q: 'rose', limit: 20 },
      ),
    )
    const indexes = (node: PlanNode): string[] => [
      ...(node['Index Name'] ? [node['Index Name']] : []),
      ...(node.Plans ?? []).flatMap(indexes),
    ]
    // In a small database no plan would bother. Without the index of words, whatever else can be asked is.
    await plans.pool.query(
      'begin; drop index messages_search, messages_search_long; set local enable_seqscan = off',
    )
    try {
      for (const query of asked) {
        const { rows } = await plans.pool.query(`explain (format json) ${query.sql}`, [...query.parameters])
        expect(indexes(rows[0]['QUERY PLAN'][0].Plan)).not.toContain('messages_age')
      }
    } finally {
      await plans.pool.query('rollback')
    }
  })
  it('the customers of a store', async () => {
    expect(
      await scansOf(reading => listCustomers(reading, { storeId: storeId(), list: 'store', limit: 20 })),
    ).toEqual([])
  })
  it('CUS-2: the timeline of a customer, its first page and the next', async () => {
    const { customer_id: customerId } = await db
      .selectFrom('conversations')
      .select('customer_id')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow()
    const read = (reading: StaffReading, cursor?: string) =>
      readTimeline(reading, { storeId: storeId(), customerId, limit: 3, cursor })
    const scans = await scansOf(async reading => {
      const { nextCursor } = await read(reading)
      if (nextCursor) await read(reading, nextCursor)
    })
    expect(scans).toEqual([])
    expect(await scansOf(read, narrow())).toEqual([])
  })
  it('CUS-8: the nights on which messages lose their words: the first, and every later one', async () => {
    await sql`insert into retention_rules (kind, months, changed_at) values ('messages', 1, now())`.execute(
      db,
    )
    // All but the oldest have done so already; a night must not go through those.
    await sql`update messages set body = '' where created_at between (select min(created_at) + interval '20 days' from messages) and now() - interval '35 days'`.execute(
      db,
    )
    await sql`vacuum (analyze) messages`.execute(db)
    const runtime = { db, clock: systemClock, log: createLog('silent'), bus: { nudge() {} } } as never
    const reading: Reading = { tx: db, clock: systemClock }
    expect(await plans.scansOf(() => runRetention(runtime))).toEqual([])
    expect(await plans.scansOf(() => tryRetention(reading, { kind: 'messages', months: 1 }))).toEqual([])
    await sql`update retention_rules set through = through - interval '1 day'`.execute(db)
    expect(await plans.scansOf(() => runRetention(runtime))).toEqual([])
  }, 60_000)
  it('CUS-7: who may be the same person as a few others, and the list of them', async () => {
    const few = await db.selectFrom('customers').select('id').orderBy('id').limit(5).execute()
    const find = (reading: StaffReading) =>
      findDuplicates(
        { ...reading, tx: db } as never,
        few.map(one => one.id),
      )
    expect(await scansOf(find)).toEqual([])
    expect(
      await scansOf(reading => listDuplicates(reading, { storeId: storeId(), first: 'oldest', limit: 20 })),
    ).toEqual([])
  })
})
