import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '../src/domains/consent/index.ts'
import { type Connections, connect } from '../src/platform/db/database.ts'
import { anyOf, type Children, killableChildren, pause } from './killable-child.ts'
import { expectGapless, writesFirst } from './scene.ts'
import { until } from './until.ts'
import { type Api, apiAt, createWorld, newId, numbers, type World } from './world.ts'

const kills = 100
const longestLifeMs = 900
const talkers = ['+4917139200101', '+4917139200102', '+4917139200103', '+4917139200104']
const wavering = '+4917139200105'

let world: World
let connections: Connections
const conversations: string[] = []
let children: Children

beforeAll(async () => {
  world = await createWorld({ outbox: false })
  world.carrier.faults.set({ delayMs: 0 })
  for (const phone of [...talkers, wavering]) conversations.push(await writesFirst(world, phone))
  conversations.pop()
  await world.cookieOf('maya')
  await world.halt()
  children = killableChildren(world)
  await children.compile()
  connections = connect(world.database.url, 3)
}, 120_000)
afterAll(async () => {
  children.end()
  await connections.close()
  await world.close()
})

/** Writes until told to stop; remembers what the product acknowledged. */
async function customer(
  phone: string,
  words: () => string,
  going: () => boolean,
  acknowledged: Map<string, string>,
) {
  while (going()) {
    const body = words()
    const said = await world.says(phone, numbers.berlin, body)
    if (said.webhook === 'answered' && said.httpStatus === 200) acknowledged.set(said.sid, body)
    await pause(Math.random() * 60)
  }
}

/** One tap after the other, each tried with its client id until the server has said yes. */
async function associate(api: Api, conversationId: string, going: () => boolean, tapped: string[]) {
  while (going()) {
    const body = `for you, ${newId()}`
    const clientId = newId()
    tapped.push(body)
    const send = () => api.conversations.send({ conversationId, clientId, body, seenSequence: 1e9 })
    while (!(await send().catch(hopeless))) await pause(40)
    await pause(Math.random() * 80)
  }
}
/** A server that is gone is asked again; one that says no has a bug. */
const hopeless = (error: { status?: number; code?: string }) => {
  if (error.status !== undefined && error.status < 500) throw error
  return undefined
}

test(`MSG-2 MSG-3 CON-1: killed ${kills} times, it loses no message, sends none twice, and keeps order and ledger`, async () => {
  const acknowledged = new Map<string, string>()
  const tapped: string[] = []
  let killing = true
  const going = () => killing
  const maya = apiAt(world.url, { cookie: await world.cookieOf('maya') })
  let next = children.load()
  let nth = 0
  await children.start(next)
  const work = [
    ...talkers.map(phone => customer(phone, () => `says ${newId()}`, going, acknowledged)),
    customer(wavering, () => (nth++ % 2 === 0 ? 'STOP' : 'START'), going, acknowledged),
    ...conversations.map(conversationId => associate(maya, conversationId, going, tapped)),
  ]
  const working = Promise.all(work)
  const trouble = setInterval(() => {
    const answer = anyOf(['normal', 'accept-then-drop', 'accept-then-silent', 'error-500'] as const)
    world.carrier.faults.set({
      next: { answer, callbacks: anyOf(['once', 'missing', 'five-times'] as const) },
    })
  }, 120)
  for (let killed = 0; killed < kills; killed++) {
    const running = next
    next = children.load()
    await Promise.race([pause(Math.random() * longestLifeMs), working])
    await children.kill(running)
    await children.start(next)
  }
  clearInterval(trouble)
  world.carrier.faults.clear()
  world.carrier.faults.set({ delayMs: 0 })
  killing = false
  await working
  const { db } = connections
  await until(
    'the outbox is empty',
    async () => {
      const { rows } =
        await sql`select from messages where direction = 'out' and provider_message_id is null and status in ('queued', 'scheduled', 'sending')`.execute(
          db,
        )
      return rows.length === 0
    },
    60_000,
  )
  await children.kill(next)

  const stored = await db
    .selectFrom('messages')
    .select(['provider_message_id', 'body'])
    .where('direction', '=', 'in')
    .execute()
  for (const [sid, body] of acknowledged)
    expect(stored.filter(row => row.provider_message_id === sid).map(row => row.body)).toEqual([body])
  const sent = Map.groupBy(world.carrier.sent, message => message.body)
  expect(tapped.filter(body => sent.get(body)?.length !== 1)).toEqual([])
  const automatic = await db
    .selectFrom('messages')
    .select('id')
    .where('kind', '=', 'automatic')
    .where('status', 'not in', ['failed', 'canceled'])
    .execute()
  expect(world.carrier.sent.filter(message => message.to === wavering)).toHaveLength(automatic.length)
  await expectGapless({ db })
  expect((await verifyLedger(db)).firstFault).toBeNull()
  expect(acknowledged.size).toBeGreaterThan(kills / 4)
  // How much gets through depends on the machine; that the test is about something does not.
  expect(tapped.length).toBeGreaterThan(kills / 4)
}, 900_000)
