import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversationOf, meets, refusalOf, writes } from '../../../test/scene.ts'
import { type Api, createWorld, numbers, type World } from '../../../test/world.ts'
import { verifyLedger } from '../consent/index.ts'

let world: World
let alma: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  storeId = world.stores.berlin
})
afterAll(() => world.close())

type Person = Awaited<ReturnType<typeof meets>>
const two = async () => [await meets(alma, storeId), await meets(alma, storeId)] as const
async function merge(survivor: Person, absorbed: Person, fields = {}) {
  const pair = { survivorId: survivor.customerId, absorbedId: absorbed.customerId }
  const preview = await alma.profiles.previewMerge(pair)
  const versions = { survivorVersion: preview.survivor.version, absorbedVersion: preview.absorbed.version }
  return { preview, ...(await alma.profiles.merge({ ...pair, ...versions, fields })) }
}
const consentOf = async (person: Person, store = storeId) =>
  (
    await world.db
      .selectFrom('consent_states')
      .select('state')
      .where('contact_point_id', '=', person.contactPointId)
      .where('store_id', '=', store)
      .executeTakeFirst()
  )?.state ?? 'none'
const _bodies = async (conversationId: string) =>
  (
    await world.db
      .selectFrom('messages')
      .select('body')
      .where('conversation_id', '=', conversationId)
      .where('direction', '<>', 'line')
      .orderBy('sequence')
      .execute()
  ).map(row => row.body)

describe('consent after a merge', () => {
  test('CUS-7 CON-2: the strictest wins: where one has said stop, no address of theirs is written to', async () => {
    const [survivor, absorbed] = await two()
    await world.says(survivor.phone, numbers.berlin, 'Hello')
    await world.says(survivor.phone, numbers.paris, 'Hello')
    await world.says(absorbed.phone, numbers.berlin, 'STOP')
    const conversationId = await conversationOf(world, survivor.phone, numbers.berlin)
    const { preview, id } = await merge(survivor, absorbed)
    expect(preview.stops).toEqual([{ storeId, storeName: 'Berlin Mitte', channel: 'sms' }])
    expect(await consentOf(survivor)).toBe('opted_out')
    expect(await consentOf(survivor, world.stores.paris)).toBe('opted_in')
    const refused = await refusalOf(writes(alma, conversationId, 'Hello'))
    expect(refused).toMatchObject({ code: 'SEND_DENIED', data: { reasons: ['opted_out'] } })
    await alma.profiles.undoMerge({ mergeId: id })
    expect([await consentOf(survivor), await consentOf(absorbed)]).toEqual(['opted_in', 'opted_out'])
    expect((await verifyLedger(world.db)).firstFault).toBeNull()
  })

  test('CUS-7 CON-7: what the customer says after the merge stands also when it is undone', async () => {
    const [survivor, absorbed] = await two()
    await world.says(survivor.phone, numbers.berlin, 'Hello')
    await world.says(absorbed.phone, numbers.berlin, 'STOP')
    const { id } = await merge(survivor, absorbed)
    await world.says(survivor.phone, numbers.berlin, 'STOP')
    await alma.profiles.undoMerge({ mergeId: id })
    expect(await consentOf(survivor)).toBe('opted_out')
    const [third, fourth] = await two()
    await world.says(third.phone, numbers.berlin, 'Hello')
    await world.says(fourth.phone, numbers.berlin, 'STOPALL')
    const later = await merge(third, fourth)
    expect(await consentOf(third)).toBe('opted_out')
    await world.says(third.phone, numbers.berlin, 'START')
    expect(await consentOf(third)).toBe('opted_in')
    await alma.profiles.undoMerge({ mergeId: later.id })
    expect([await consentOf(third), await consentOf(fourth)]).toEqual(['opted_in', 'opted_out'])
  })

  test('CON-7: only the undoing of a merge takes back what a merge stopped, and only that', async () => {
    const [survivor, absorbed] = await two()
    await world.says(survivor.phone, numbers.berlin, 'STOP')
    const entry = (cause: string, before: string, after: string) =>
      sql`
      insert into consent_entries (contact_point_id, seq, store_id, channel, before, after, cause, at, previous_hash, hash)
      values (${survivor.contactPointId}, 0, ${storeId}, 'sms', ${before}, ${after}, ${cause}, now(), '', '')`.execute(
        world.db,
      )
    await expect(entry('unmerge', 'opted_out', 'opted_in')).rejects.toMatchObject({
      constraint: 'opt_out_stands',
    })
    await expect(entry('merge', 'opted_out', 'opted_in')).rejects.toMatchObject({ code: '23514' })
    expect(absorbed.customerId).not.toBe(survivor.customerId)
  })
})
