import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshPhone, messageRow, talkOf, writes, writesFirst } from '../../../test/scene.ts'
import { createWorld, newId, numbers, type World } from '../../../test/world.ts'
import { holdConsent } from '../consent/index.ts'
import { receiveMessage } from '../receiver/receive.ts'
import { deliver } from './deliver.ts'

const rounds = 100
let world: World
beforeAll(async () => {
  // No outbox: the test itself says when a message is claimed.
  world = await createWorld({ outbox: false })
  world.carrier.faults.set({ delayMs: 0 })
})
afterAll(() => world.close())

const later = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const inbound = (from: string, body: string) => ({
  providerMessageId: `SM${newId().replaceAll('-', '')}`,
  channel: 'sms' as const,
  from,
  to: numbers.berlin,
  body,
  mediaCount: 0,
  optOutType: null,
  profileName: null,
})

test(`CON-2: of ${rounds} stops that race with a send, none that commits first is written to`, async () => {
  const maya = await world.as('maya')
  const talk = talkOf(world)
  const receiver = world.server.http?.receiver
  let sent = 0
  let stopped = 0
  let averageMs = 10
  for (let round = 0; round < rounds; round++) {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    const { message } = await writes(maya, conversationId, `round ${round}`)
    // Handed over at the moment of the call: whoever stopped before that must not be written to.
    let reachedAt = Number.POSITIVE_INFINITY
    const watched = {
      ...talk,
      sms: {
        ...talk.sms,
        send: async (outgoing: Parameters<typeof talk.sms.send>[0]) => {
          reachedAt = performance.now()
          return talk.sms.send(outgoing)
        },
      },
    }
    const begun = performance.now()
    const stop = later(Math.random() * averageMs).then(() => receiver?.receive(inbound(phone, 'STOP')))
    const send = later(Math.random() * averageMs).then(() => deliver(watched, message.id))
    await Promise.all([stop, send])
    averageMs = (averageMs * 9 + (performance.now() - begun)) / 10

    const row = await messageRow(world, message.id)
    const entry = await world.db
      .selectFrom('consent_entries as e')
      .innerJoin('messages as m', 'm.id', 'e.message_id')
      .where('m.conversation_id', '=', conversationId)
      .where('e.after', '=', 'opted_out')
      .select('e.seq')
      .executeTakeFirstOrThrow()
    expect(entry.seq).toBe(2)
    const arrived = world.carrier.sent.filter(one => one.body === message.body).length
    // Claimed before the stop: on its way, and sent once. Else the stop came first, and nothing left the house.
    const claimed = row.attempted_at !== null
    expect(arrived).toBe(claimed ? 1 : 0)
    expect(reachedAt < Number.POSITIVE_INFINITY).toBe(claimed)
    if (claimed) sent++
    else {
      stopped++
      expect(['canceled', 'failed']).toContain(row.status)
      expect(row.failure_reason).toBe('opted_out')
    }
  }
  expect(sent).toBeGreaterThan(0)
  expect(stopped).toBeGreaterThan(0)
}, 120_000)

test('CON-2: a send that is asked for while a stop is being written waits for it, and is then refused', async () => {
  const phone = freshPhone()
  const conversationId = await writesFirst(world, phone)
  const maya = await world.as('maya')
  let stored: () => void = () => {}
  const written = new Promise<void>(resolve => {
    stored = resolve
  })
  let commit: () => void = () => {}
  const told = new Promise<void>(resolve => {
    commit = resolve
  })
  const stop = world.run(async ctx => {
    await receiveMessage(ctx, inbound(phone, 'STOP'))
    stored()
    await told
  })
  await written
  let answered = false
  const sending = maya.conversations
    .send({ conversationId, clientId: newId(), body: 'Too late', seenSequence: 99 })
    .catch(error => error)
    .finally(() => {
      answered = true
    })
  // The send stands at the lock: PostgreSQL says so.
  await world.until('the send to wait', async () => {
    const { rows } = await sql`select from pg_locks where locktype = 'advisory' and not granted`.execute(
      world.db,
    )
    return rows.length > 0
  })
  expect(answered).toBe(false)
  commit()
  await stop
  expect(await sending).toMatchObject({ code: 'SEND_DENIED', data: { reasons: ['opted_out'] } })
})

test('CON-2: a message that the gate refuses waits for no other that is on its way to the same phone', async () => {
  const phone = freshPhone()
  const conversationId = await writesFirst(world, phone)
  const { message } = await writes(await world.as('maya'), conversationId, 'To a number that has gone')
  const { id } = await world.db
    .updateTable('contact_points')
    .set({ invalid_reason: 'gone' })
    .where('value', '=', phone)
    .returning('id')
    .executeTakeFirstOrThrow()
  // The other is being claimed: it holds the consent until it has committed.
  await world.run(async ctx => {
    await holdConsent(ctx, id)
    await deliver(talkOf(world), message.id)
  })
  expect(await messageRow(world, message.id)).toMatchObject({
    status: 'failed',
    failure_code: 'address_invalid',
  })
})
