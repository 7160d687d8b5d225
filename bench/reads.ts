import { sql } from 'kysely'
import { countInbox } from '../apps/server/src/domains/inbox/count.ts'
import { readMessages } from '../apps/server/src/domains/inbox/lines.ts'
import { listConversations } from '../apps/server/src/domains/inbox/list.ts'
import { searchConversations } from '../apps/server/src/domains/inbox/search.ts'
import { loadViewer } from '../apps/server/src/domains/staff/index.ts'
import { systemClock } from '../apps/server/src/platform/clock.ts'
import type { StaffReading } from '../apps/server/src/platform/context.ts'
import { connect, type Database } from '../apps/server/src/platform/db/database.ts'
import type { EmbeddedDatabase } from '../apps/server/src/platform/db/embedded.ts'
import { seededDatabase } from './databases.ts'
import { type Figure, quantile } from './figures.ts'
import { named } from './sizes.ts'
import { chance, words } from './vocabulary.ts'

const [pageSize, inboxGrowth, threadGrowth, searchMs] = [30, 1.5, 2, 25]
const inboxes = ['mine', 'store'] as const
const filters = ['active', 'awaiting', 'unread', 'archived'] as const

type Asked = {
  what: string
  growth?: number
  p95?: number
  warmUp?: number
  ask(turn: number, rows: number): Promise<number>
}

/**
 * What a store's screens ask, through the server's own functions, in ever larger databases. A small database has fewer
 * rows for a page; growth compares as many rows as the smallest one has.
 */
export async function measureReads(
  server: EmbeddedDatabase,
  sizes: readonly number[],
  { turns }: { turns: number },
): Promise<Figure[]> {
  const figures: Figure[] = []
  const smallest = new Map<string, { rows: number; p50: number }>()
  for (const size of [...sizes].sort((a, b) => a - b)) {
    const connections = connect(await seededDatabase(server, size), 1)
    try {
      for (const asked of await questions(connections.db)) {
        const { what } = asked
        const first = smallest.get(what)
        const full = await time(asked, turns, pageSize)
        const add = (part: string, value: number, unit: string, aim?: Figure['aim']) =>
          figures.push({ section: 'reads', what, part: `${named(size)} ${part}`, value, unit, aim })
        add('p50', full.p50, 'ms')
        add('p95', full.p95, 'ms', asked.p95 && size >= 1e7 ? { most: asked.p95 } : undefined)
        if (first === undefined) smallest.set(what, { rows: Math.max(1, full.rows), p50: full.p50 })
        else {
          const equal = first.rows < full.rows && asked.growth ? await time(asked, turns, first.rows) : full
          add(
            'growth',
            equal.p50 / first.p50,
            '×',
            asked.growth && size >= 1e7 ? { most: asked.growth } : undefined,
          )
        }
      }
    } finally {
      await connections.close()
    }
  }
  return figures
}

async function time({ ask, warmUp = 5 }: Asked, turns: number, rows: number) {
  const taken: number[] = []
  let most = 0
  for (let turn = -warmUp; turn < turns; turn++) {
    const from = performance.now()
    const found = await ask(turn + warmUp, rows)
    if (turn < 0) continue
    taken.push(performance.now() - from)
    most = Math.max(most, found)
  }
  return { p50: quantile(taken, 0.5), p95: quantile(taken, 0.95), rows: most }
}

async function questions(db: Database): Promise<Asked[]> {
  const big = await viewersOf(db, 1)
  const small = await viewersOf(db, 150)
  const at = (all: StaffReading[], turn: number) => all[turn % all.length] as StaffReading
  const storeOf = (reading: StaffReading) => reading.viewer.storeIds[0] as string
  const asked: Asked[] = []
  for (const inbox of inboxes)
    for (const filter of filters) {
      const list = (reading: StaffReading, limit: number, cursor?: string) =>
        listConversations(reading, { storeId: storeOf(reading), inbox, filter, limit, cursor })
      asked.push({
        what: `inbox ${inbox}/${filter}`,
        growth: inboxGrowth,
        ask: async (turn, rows) => (await list(at(big, turn), rows)).items.length,
      })
      const deep = await Promise.all(big.map(reading => tenth(cursor => list(reading, pageSize, cursor))))
      asked.push({
        what: `inbox ${inbox}/${filter}, 10th page`,
        growth: inboxGrowth,
        ask: async (turn, rows) => (await list(at(big, turn), rows, deep[turn % big.length])).items.length,
      })
    }
  asked.push({
    what: 'unread counts',
    growth: inboxGrowth,
    ask: async turn => (await countInbox(at(big, turn), storeOf(at(big, turn)))).mine.unread && 1,
  })
  const threads = await longThreads(db, storeOf(big[0] as StaffReading))
  const page = (turn: number, thread: (typeof threads)[number] | undefined, older: boolean) => {
    if (!thread) throw new Error('The seeded database has no long conversation.')
    const before = older ? Math.floor(thread.last_sequence * 0.6) : undefined
    return readMessages(at(big, turn), { conversationId: thread.id, before, limit: 50 })
  }
  for (const older of [false, true]) {
    const what = older ? 'conversation, an older page' : 'conversation, last 50'
    // Ten again and again, then each only once: without and with what the disk takes when memory is small.
    const [few, many] = [threads.slice(0, 10), threads.slice(10)]
    asked.push({
      what: `${what}, seen lately`,
      growth: threadGrowth,
      warmUp: few.length,
      ask: async turn => (await page(turn, few[turn % few.length], older)).items.length,
    })
    asked.push({
      what: `${what}, first look`,
      ask: async turn => (await page(turn, many[turn % many.length] ?? few[0], older)).items.length,
    })
  }
  for (const [name, viewers] of [
    ['biggest store', big],
    ['small store', small],
  ] as const)
    for (const [kind, q] of Object.entries(searches))
      asked.push({
        what: `search in ${name}, ${kind}`,
        p95: searchMs,
        ask: async turn => {
          const reading = at(viewers, turn)
          return (await searchConversations(reading, { storeId: storeOf(reading), q: q(turn), limit: 20 }))
            .hits.length
        },
      })
  return asked
}

const next = chance(3)
const ranked = (from: number, to: number) => words[from + Math.floor(next() * (to - from))] as string
const searches: Record<string, (turn: number) => string> = {
  'a rare word': () => ranked(6000, 8000),
  'a common word': turn => words[turn % 5] as string,
  'two words': () => `${ranked(5, 300)} ${ranked(5, 300)}`,
  'two rare words': () => `${ranked(3000, 8000)} ${ranked(3000, 8000)}`,
  'a word begun': () => ranked(300, 4000).slice(0, 4),
  'a number': turn => String(1000 + ((turn * 7919) % 200_000)),
  Japanese: turn => ['週末', 'スカーフ', '午後三時'][turn % 3] as string,
}

async function viewersOf(db: Database, storeN: number): Promise<StaffReading[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from bench_staff where store_n = ${storeN} order by place`.execute(db)
  const viewers = await Promise.all(rows.map(row => loadViewer(db, { staffId: row.id }, new Date())))
  return viewers.flatMap(viewer => (viewer ? [{ tx: db, clock: systemClock, viewer }] : []))
}

/** The cursor of the tenth page, or of the last one there is. */
async function tenth(
  list: (cursor?: string) => Promise<{ nextCursor: string | null }>,
): Promise<string | undefined> {
  let cursor: string | undefined
  for (let page = 1; page < 10; page++) cursor = (await list(cursor)).nextCursor ?? cursor
  return cursor
}

/** Each asked for once, so that none is in memory because it was asked before. */
async function longThreads(db: Database, storeId: string) {
  const { rows } = await sql<{ id: string; last_sequence: number }>`
    select id, last_sequence from conversations where store_id = ${storeId} and last_sequence >= 100 order by md5(id::text) limit 1000`.execute(
    db,
  )
  return rows
}
