import { EventEmitter } from 'node:events'
import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createDatabase } from '../../test/database.ts'
import { until } from '../../test/until.ts'
import { type Connections, connect } from './db/database.ts'
import { endOfEvents, follow, readEvents, readNews, readPlace } from './follower.ts'

const writers = 4
let database: Awaited<ReturnType<typeof createDatabase>>
let connections: Connections
let clients: pg.Client[]
beforeAll(async () => {
  // No net is ever cast here: what is told was told because of a nudge.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  database = await createDatabase()
  // One, so that what it read has been counted when it says how much.
  connections = connect(database.url, 1)
  clients = await Promise.all(
    Array.from({ length: writers }, async () => {
      const client = new pg.Client({ connectionString: database.url })
      await client.connect()
      return client
    }),
  )
})
afterAll(async () => {
  vi.useRealTimers()
  await Promise.all(clients.map(client => client.end()))
  await connections.close()
  await database.drop()
})

const publish = (client: pg.Client, mark: number) =>
  client.query(
    `insert into events (at, type, data) values (now(), 'customer.changed', jsonb_build_object('mark', $1::int))`,
    [mark],
  )

async function aFollower() {
  const nudges = new EventEmitter()
  const told: number[] = []
  const follower = follow(
    connections.db,
    await endOfEvents(connections.db),
    wake => {
      nudges.on('nudge', wake)
      return () => nudges.off('nudge', wake)
    },
    async events => {
      told.push(...events.map(event => event.data.mark as number))
    },
  )
  return { ...follower, told, nudge: () => nudges.emit('nudge') }
}

describe('a follower who may not wait', () => {
  test('INB-6: is told at once what happened while another transaction goes on, and of that one when it ends', async () => {
    const [slow, quick] = clients as [pg.Client, pg.Client]
    const follower = await aFollower()
    await slow.query('begin')
    await publish(slow, 1)
    await publish(quick, 2)
    follower.nudge()
    await until('the second is told', () => follower.told.length > 0)
    expect(follower.told).toEqual([2])
    await slow.query('commit')
    follower.nudge()
    await until('the first is told', () => follower.told.length > 1)
    expect(follower.told).toEqual([2, 1])
    await follower.stop()
  })

  test('INB-6: is told of each event once, however transactions overlap and end', async () => {
    const step = fc.record({
      who: fc.nat(writers - 1),
      what: fc.constantFrom('publish', 'publish', 'commit', 'rollback', 'look'),
    })
    let mark = 1000
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async steps => {
        const open = new Map<number, number[]>()
        const committed: number[] = []
        const told: number[] = []
        let place = await endOfEvents(connections.db)
        const look = async () => {
          const news = await readNews(connections.db, place, 1000)
          told.push(...news.events.map(event => event.data.mark as number))
          place = news.place
        }
        const end = async (who: number, how: 'commit' | 'rollback') => {
          await clients[who]?.query(how)
          if (how === 'commit') committed.push(...(open.get(who) ?? []))
          open.delete(who)
        }
        for (const { who, what } of steps) {
          if (what === 'look') await look()
          else if (what === 'publish') {
            if (!open.has(who)) await clients[who]?.query('begin')
            await publish(clients[who] as pg.Client, ++mark)
            open.set(who, [...(open.get(who) ?? []), mark])
          } else if (open.has(who)) await end(who, what)
        }
        for (const who of [...open.keys()]) await end(who, 'commit')
        await look()
        expect(told.toSorted((a, b) => a - b)).toEqual(committed.toSorted((a, b) => a - b))
      }),
      { numRuns: 40 },
    )
  })

  test('INB-6: reads more than a page in pages, none twice, though more comes meanwhile', async () => {
    const [one, other] = clients as [pg.Client, pg.Client]
    const since = await endOfEvents(connections.db)
    for (let mark = 1; mark <= 5; mark++) await publish(one, mark)
    const first = await readNews(connections.db, since, 2)
    await publish(other, 6)
    const marks = first.events.map(event => event.data.mark)
    let after = first.events.at(-1)
    while (after) {
      const next = await readNews(connections.db, since, 2, { place: first.place, after })
      marks.push(...next.events.map(event => event.data.mark))
      after = next.events.at(-1)
    }
    expect(marks).toEqual([1, 2, 3, 4, 5])
    const rest = await readNews(connections.db, first.place, 2)
    expect(rest.events.map(event => event.data.mark)).toEqual([6])
  })

  test('INB-6: what a screen says of where it stood is a place, or it is none', () => {
    for (const place of ['0:0:', '732:740:', '732:740:732,735']) expect(readPlace(place), place).toBe(place)
    for (const none of [
      '',
      '732.4',
      'x',
      '1:2',
      '1:2:3;4',
      `1:${'9'.repeat(20)}:`,
      `1:2:${'3,'.repeat(300)}`,
    ])
      expect(readPlace(none), none).toBeUndefined()
  })

  test('INB-6: reads what is new, and nothing of what is old', async () => {
    const [slow, quick] = clients as [pg.Client, pg.Client]
    await sql`insert into events (at, type) select now(), 'customer.changed' from generate_series(1, 20000)`.execute(
      connections.db,
    )
    await slow.query('begin')
    await publish(slow, 1)
    // A day's worth while one transaction goes on: it is read once, and not again with every look.
    for (let n = 0; n < 300; n++) await publish(quick, n)
    const place = await endOfEvents(connections.db)
    await publish(quick, 7)
    const before = await rowsRead()
    expect((await readNews(connections.db, place, 1000)).events.map(event => event.data.mark)).toEqual([7])
    expect((await rowsRead()) - before).toBeLessThan(20)
    await slow.query('rollback')
  })
})

/** Rows of events that were fetched so far, by whatever way. */
async function rowsRead(): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(connections.db)
  const { rows } = await sql<{ read: number }>`
    select (seq_tup_read + idx_tup_fetch)::float8 as read from pg_stat_user_tables where relname = 'events'`.execute(
    connections.db,
  )
  return rows[0]?.read ?? 0
}

test('CUS-7: a reader who may wait leaves what an older transaction might overtake, and skips none', async () => {
  const [slow, quick] = clients as [pg.Client, pg.Client]
  const { rows } = await sql<{
    xid: string
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(connections.db)
  const from = { xid: rows[0]?.xid ?? '0', id: 0 }
  const marks = async () => (await readEvents(connections.db, from, 10)).map(event => event.data.mark)
  await slow.query('begin')
  await publish(slow, 1)
  await publish(quick, 2)
  expect(await marks()).toEqual([])
  await slow.query('commit')
  // Other databases of this server have transactions of their own.
  await until('both are read', async () => ((await marks()).length === 2 ? true : undefined))
  expect(await marks()).toEqual([1, 2])
})
