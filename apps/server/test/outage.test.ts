import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from './listen.ts'
import { expectGapless, freshPhone, hasStatus, sentBodies, writes, writesFirst } from './scene.ts'
import { createWorld, newId, numbers, type World } from './world.ts'

let world: World
let postgres: pg.Client
beforeAll(async () => {
  world = await createWorld({ sendTimeoutMs: 500 })
  world.carrier.faults.set({ delayMs: 0 })
  postgres = new pg.Client({ connectionString: world.database.url })
  await postgres.connect()
})
afterAll(async () => {
  await postgres.end()
  await world.close()
})

const cutAll = () =>
  postgres.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )

describe('a database that drops every connection', () => {
  test('MSG-2 MSG-3: loses no message and sends none twice, and live screens go on', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    const maya = await world.as('maya')
    const screen = await listen(await world.as('theo'))
    const acknowledged: string[] = []
    const tapped: string[] = []
    for (let round = 0; round < 15; round++) {
      const said = world.says(phone, numbers.berlin, `said ${round}`).then(result => {
        if (result.httpStatus === 200) acknowledged.push(`said ${round}`)
      })
      const [body, clientId] = [`tapped ${round}`, newId()]
      tapped.push(body)
      const tap = world.until('the tap is taken', () =>
        maya.conversations
          .send({ conversationId, clientId, body, seenSequence: 1e9 })
          .catch((error: { status?: number }) => {
            if (error.status !== undefined && error.status < 500 && error.status !== 401) throw error
            return undefined
          }),
      )
      if (round % 3 === 0) await cutAll()
      await Promise.all([said, tap])
    }
    const last = await writes(maya, conversationId, 'the last')
    await hasStatus(world, last.message.id, 'delivered')
    await world.until('all taken', () => tapped.every(body => sentBodies(world).includes(body)))
    expect(sentBodies(world).filter(body => body.startsWith('tapped'))).toEqual(tapped)
    const stored = await world.db
      .selectFrom('messages')
      .select('body')
      .where('direction', '=', 'in')
      .where('body', 'like', 'said %')
      .execute()
    for (const body of acknowledged) expect(stored.filter(row => row.body === body)).toHaveLength(1)
    await expectGapless(world)
    await world.says(phone, numbers.berlin, 'after it all')
    const { sequence } = await world.db
      .selectFrom('messages')
      .select('sequence')
      .where('body', '=', 'after it all')
      .executeTakeFirstOrThrow()
    await screen.hears(
      'what came after',
      signal => signal.type === 'conversation' && signal.sequence >= sequence,
    )
    await screen.close()
  }, 60_000)

  test('MSG-3: that cannot take a message is not acknowledged for it', async () => {
    const phone = freshPhone()
    await sql`alter table messages add constraint refused check (body <> 'cannot be kept')`.execute(world.db)
    const said = await world.says(phone, numbers.berlin, 'cannot be kept')
    await sql`alter table messages drop constraint refused`.execute(world.db)
    expect(said.httpStatus).toBe(500)
    const after = await world.says(phone, numbers.berlin, 'can be kept')
    expect(after.httpStatus).toBe(200)
  })

  test('MSG-3: is said by /readyz, while /healthz says that the process lives', async () => {
    expect((await fetch(`${world.url}/readyz`)).status).toBe(200)
    expect((await fetch(`${world.url}/healthz`)).status).toBe(200)
  })
})
