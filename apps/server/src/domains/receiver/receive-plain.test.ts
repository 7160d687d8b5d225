import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectGapless, freshPhone } from '../../../test/scene.ts'
import { createWorld, newId, numbers, phones, type World } from '../../../test/world.ts'
import { inTx } from '../../platform/context.ts'
import type { InboundMessage } from '../../providers/sms.ts'
import { createReceiver } from './inbound-batch.ts'
import { receiveMessage } from './receive.ts'
import { receivePlain } from './receive-plain.ts'

let one: World
let other: World
beforeAll(async () => {
  one = await createWorld({ outbox: false })
  other = await createWorld({ outbox: false })
  // Both stand at the same moment, which does not pass: all rows must then be equal to the microsecond.
  const moment = new Date('2026-11-22T11:00:00Z')
  for (const world of [one, other]) {
    world.server.clock.now = () => moment
    await sql`update staff set hue = 1`.execute(world.db)
  }
})
afterAll(async () => {
  await one.close()
  await other.close()
})

const message = (providerMessageId: string, from: string, to: string, body: string): InboundMessage => ({
  providerMessageId,
  channel: 'sms',
  from,
  to,
  body,
  mediaCount: 0,
  optOutType: null,
  profileName: null,
})

/** All that a message leaves behind, told without ids that are made anew. */
async function traces(world: World) {
  const read = async (query: string) => (await sql.raw(query).execute(world.db)).rows
  return {
    conversations: await read(`
      select s.name as store, p.value as phone, c.channel, c.active, c.archive_at, c.archived_at, c.archive_reason, c.last_sequence, c.last_message_at,
        c.last_inbound_at, c.preview, c.preview_by, c.preview_staff_id, c.preview_line, c.awaiting_since
      from conversations c join stores s on s.id = c.store_id join contact_points p on p.id = c.contact_point_id order by 1, 2`),
    messages: await read(`
      select s.name as store, p.value as phone, m.sequence, m.direction, m.kind, m.channel, m.body, m.line, m.provider_message_id, m.status, m.created_at,
        n.phone as number from messages m join stores s on s.id = m.store_id join contact_points p on p.id = m.contact_point_id
      left join store_numbers n on n.id = m.store_number_id order by 1, 2, 3`),
    members: await read(`
      select f.first_name, p.value as phone, m.last_message_at, m.active, m.awaiting from conversation_members m join staff f on f.id = m.staff_id
      join conversations c on c.id = m.conversation_id join contact_points p on p.id = c.contact_point_id order by 1, 2, m.store_id`),
    unread: await read(`
      select f.first_name, s.name as store, p.value as phone, u.mine, u.count, u.first_sequence, u.last_message_at from unread_conversations u join staff f on f.id = u.staff_id
      join stores s on s.id = u.store_id join conversations c on c.id = u.conversation_id join contact_points p on p.id = c.contact_point_id order by 1, 2, 3`),
    contacted: await read(`
      select s.name as store, p.value as phone, k.last_contact_at from customer_stores k join stores s on s.id = k.store_id
      join contact_points p on p.customer_id = k.customer_id order by 1, 2`),
    events: await read(`
      select e.type, s.name as store, p.value as phone, e.at, e.data - 'messageId' as data, m.body from events e left join stores s on s.id = e.store_id
      left join conversations c on c.id = e.conversation_id left join contact_points p on p.id = c.contact_point_id
      left join messages m on m.id = (e.data ->> 'messageId')::uuid
      where e.type in ('message.received', 'consent.changed') order by 2, 3, e.data ->> 'sequence', 1`),
  }
}

const people = [phones.priya, phones.jonas, phones.camille, phones.stranger, '+4917139209998']
const talk = [
  'Is it in?',
  'And in blue?',
  'Thank you!',
  'Ünïcödé 😀 straße',
  'x'.repeat(300),
  'it\'s \\ "quoted" \n twice',
  'the the and of',
]
const plain = fc.record({
  id: fc.integer({ min: 0, max: 30 }),
  from: fc.constantFrom(...people),
  to: fc.constantFrom(numbers.berlin, numbers.paris, '+493023125555'),
  body: fc.constantFrom(...talk),
})

describe('many plain messages at once', () => {
  test('MSG-3: leave the rows that each alone would leave, whoever writes, however often an id comes', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(plain, { minLength: 1, maxLength: 25 }), async list => {
        run++
        // A repeated id is the same message again.
        const said = list.map(({ id }) => list.find(each => each.id === id) ?? list[0]!)
        const batch = said.map(({ id, from, to, body }) => message(`SM-${run}-${id}`, from, to, body))
        const receiver = createReceiver(one.server)
        // First contacts are made before, in the same order on both sides: at once, their order is open.
        const opened = new Set<string>()
        const first = batch.filter(({ from, to }) => !opened.has(from + to) && opened.add(from + to))
        for (const each of first) await receiver.receive(each)
        await Promise.all(batch.map(each => receiver.receive(each)))
        for (const each of [...first, ...batch])
          await inTx(other.server, { kind: 'customer' }, ctx => receiveMessage(ctx, each))
        expect(await traces(one)).toEqual(await traces(other))
      }),
      { numRuns: 25 },
    )
    await expectGapless(one)
    await expectGapless(other)
  }, 120_000)

  test('MSG-3: from two processes at once are stored once, without a gap', async () => {
    const phone = freshPhone()
    await one.says(phone, numbers.berlin, 'Hello')
    for (let round = 0; round < 20; round++) {
      const batch = Array.from({ length: 12 }, (_, nth) =>
        message(`SM-twice-${round}-${nth}`, phone, numbers.berlin, `number ${nth}`),
      )
      const twisted = [...batch].reverse()
      const takes = (some: InboundMessage[]) => {
        const receiver = createReceiver({ ...one.server })
        return some.map(each => receiver.receive(each))
      }
      await Promise.all([...takes(batch), ...takes(twisted), ...takes(batch.slice(4))])
    }
    const { rows } = await sql<{
      count: number
    }>`select count(*) from messages where provider_message_id like 'SM-twice-%'`.execute(one.db)
    expect(rows).toEqual([{ count: 240 }])
    await expectGapless(one)
  })

  test('CON-4: leave to the careful way whatever may change consent', async () => {
    const phone = freshPhone()
    const taken = await receivePlain(one.server, [message(newId(), phone, numbers.berlin, 'Hello')])
    expect(taken.size).toBe(0)
    await one.says(phone, numbers.berlin, 'Hello')
    await one.says(phone, numbers.berlin, 'STOP')
    expect((await receivePlain(one.server, [message(newId(), phone, numbers.berlin, 'Hello')])).size).toBe(0)
  })
})
