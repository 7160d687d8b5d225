import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createDatabase } from '../../test/database.ts'
import { until } from '../../test/until.ts'
import { connect } from './db/database.ts'
import { endOfEvents, follow, readEvents } from './follower.ts'

let database: Awaited<ReturnType<typeof createDatabase>>
beforeAll(async () => {
  // No net is ever cast here: what is told was told because of a nudge, or because it was looked for.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  database = await createDatabase()
})
afterAll(async () => {
  vi.useRealTimers()
  await database.drop()
})

test('INB-6: what an older transaction held up is told once that one ends, though it says nothing itself', async () => {
  // One connection: what is asked later is answered later, so that the follower has looked when we have.
  const { db, close } = connect(database.url, 1)
  const older = new pg.Client({ connectionString: database.url })
  await older.connect()
  const told: string[] = []
  let nudge = () => {}
  const from = await endOfEvents(db)
  const follower = follow(
    db,
    from,
    wake => {
      nudge = wake
      return () => {}
    },
    async batch => {
      told.push(...batch.map(event => event.type))
    },
  )
  try {
    await older.query('begin')
    await older.query('select pg_current_xact_id()')
    await db
      .insertInto('events')
      .values({ at: new Date(), type: 'customer.changed', data: JSON.stringify({ what: 'updated' }) })
      .execute()
    nudge()
    expect(await readEvents(db, from, 10)).toEqual([])
    expect(told).toEqual([])
    await older.query('commit')
    await until('it is told', () => told.length > 0)
    expect(told).toEqual(['customer.changed'])
  } finally {
    await follower.stop()
    await older.end()
    await close()
  }
})
