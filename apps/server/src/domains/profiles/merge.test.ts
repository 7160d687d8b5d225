import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversationOf, expectGapless, meets, refusalOf, writes, writesFirst } from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, type World } from '../../../test/world.ts'
import { derived, moves } from './merge-moves.ts'

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
const _consentOf = async (person: Person, store = storeId) =>
  (
    await world.db
      .selectFrom('consent_states')
      .select('state')
      .where('contact_point_id', '=', person.contactPointId)
      .where('store_id', '=', store)
      .executeTakeFirst()
  )?.state ?? 'none'
const bodies = async (conversationId: string) =>
  (
    await world.db
      .selectFrom('messages')
      .select('body')
      .where('conversation_id', '=', conversationId)
      .where('direction', '<>', 'line')
      .orderBy('sequence')
      .execute()
  ).map(row => row.body)

describe('a merge', () => {
  test('CUS-7: knows every table that names a customer', async () => {
    const { rows } = await sql<{ name: string }>`
      select distinct c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where t.table_type = 'BASE TABLE' and c.table_schema = 'public' and c.column_name ~ '(^|_)customer_id$'`.execute(
      world.db,
    )
    const known = [
      ...moves.map(move => move.table),
      ...derived,
      ...['customer_stores', 'customer_addresses', 'customer_figures', 'conversations'],
      // What happened, and to whom, is not rewritten.
      ...['events', 'audit_entries', 'erasures'],
    ]
    expect(rows.map(row => row.name).filter(name => !known.includes(name))).toEqual([])
  })

  test('CUS-7: is seen beforehand, field by field, and takes each from whom it was chosen', async () => {
    const [survivor, absorbed] = await two()
    const anna = { firstName: 'Anna', lastName: 'Berg' }
    await alma.customers.update({ storeId, customerId: survivor.customerId, ...anna })
    await alma.customers.update({
      storeId,
      customerId: absorbed.customerId,
      firstName: 'Ana',
      city: 'Bonn',
      birthday: '1990-06-03',
      tags: ['vip'],
    })
    const { preview } = await merge(survivor, absorbed, { firstName: 'absorbed' })
    const field = (name: string) => preview.fields.find(one => one.field === name)
    expect(field('firstName')).toEqual({
      field: 'firstName',
      survivor: 'Anna',
      absorbed: 'Ana',
      proposed: 'survivor',
    })
    expect(field('city')).toMatchObject({ absorbed: 'Bonn', proposed: 'absorbed' })
    const merged = await alma.customers.get({ storeId, customerId: survivor.customerId })
    expect(merged).toMatchObject({
      firstName: 'Ana',
      lastName: 'Berg',
      city: 'Bonn',
      birthday: '1990-06-03',
      tags: ['vip'],
    })
    expect(merged.contactPoints.map(point => point.value).sort()).toEqual(
      [survivor.phone, absorbed.phone].sort(),
    )
    const gone = { storeId, customerId: absorbed.customerId }
    const data = { customerId: survivor.customerId }
    expect(await refusalOf(alma.customers.get(gone))).toMatchObject({ code: 'MERGED', data })
    // Nobody there, for a store that knows neither of them.
    const unknown = (await world.as('maya')).customers.get({ ...gone, storeId: world.stores.newYork })
    expect(await refusalOf(unknown)).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('CUS-7: of what has changed since it was seen is refused; so is one of the same, twice, or of a stranger', async () => {
    const [survivor, absorbed] = await two()
    const pair = { survivorId: survivor.customerId, absorbedId: absorbed.customerId }
    await alma.customers.update({ storeId, customerId: absorbed.customerId, city: 'Bonn' })
    const stale = alma.profiles.merge({ ...pair, survivorVersion: 1, absorbedVersion: 1 })
    expect(await refusalOf(stale)).toMatchObject({ code: 'VERSION_CHANGED', status: 412 })
    const same = alma.profiles.previewMerge({ survivorId: pair.survivorId, absorbedId: pair.survivorId })
    expect(await refusalOf(same)).toMatchObject({ code: 'CANNOT_MERGE', status: 409 })
    await merge(survivor, absorbed)
    expect(await refusalOf(alma.profiles.previewMerge(pair))).toMatchObject({ code: 'CANNOT_MERGE' })
    const vera = await world.as('vera')
    const stranger = vera.profiles.previewMerge({
      survivorId: pair.survivorId,
      absorbedId: world.customers.camille.id,
    })
    expect(await refusalOf(stranger)).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('INB-7 CUS-7: makes one conversation of two, in the order of time, without a gap', async () => {
    const [survivor, absorbed] = await two()
    await world.says(survivor.phone, numbers.berlin, 'one')
    await world.says(absorbed.phone, numbers.berlin, 'two')
    await world.says(survivor.phone, numbers.berlin, 'three')
    await world.says(absorbed.phone, numbers.berlin, 'four')
    const mine = await conversationOf(world, survivor.phone, numbers.berlin)
    const theirs = await conversationOf(world, absorbed.phone, numbers.berlin)
    await merge(survivor, absorbed)
    expect(await bodies(mine)).toEqual(['one', 'two', 'three', 'four'])
    await expectGapless(world)
    expect(await refusalOf(alma.conversations.get({ conversationId: theirs }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    const maya = await world.as('maya')
    const { items } = await maya.conversations.list({ storeId, inbox: 'store', filter: 'unread' })
    expect(items.find(item => item.id === mine)).toMatchObject({ unread: 4 })
  })
})

describe('undoing a merge', () => {
  test('CUS-7: what came since goes with its address, or stays with the survivor', async () => {
    const [survivor, absorbed] = await two()
    await world.says(survivor.phone, numbers.berlin, 'mine before')
    await world.says(absorbed.phone, numbers.berlin, 'theirs before')
    const mine = await conversationOf(world, survivor.phone, numbers.berlin)
    const theirs = await conversationOf(world, absorbed.phone, numbers.berlin)
    const { id } = await merge(survivor, absorbed)
    await world.says(absorbed.phone, numbers.berlin, 'theirs since')
    await writes(alma, mine, 'our answer')
    await world.says(survivor.phone, numbers.berlin, 'mine since')
    await alma.notes.add({
      storeId,
      customerId: survivor.customerId,
      body: 'A note since',
      labels: [],
      mentions: [],
      pinned: false,
    })
    await alma.customers.update({ storeId, customerId: survivor.customerId, city: 'Bonn' })
    await alma.profiles.undoMerge({ mergeId: id })
    expect(await bodies(mine)).toEqual(['mine before', 'mine since'])
    expect(await bodies(theirs)).toEqual(['theirs before', 'theirs since', 'our answer'])
    await expectGapless(world)
    const kept = await alma.customers.get({ storeId, customerId: survivor.customerId })
    expect(kept).toMatchObject({ city: 'Bonn', contactPoints: [{ value: survivor.phone }] })
    const notes = await alma.notes.list({ storeId, customerId: survivor.customerId })
    expect(notes.items.map(note => note.body)).toEqual(['A note since'])
    expect((await alma.conversations.get({ conversationId: theirs })).customer.id).toBe(absorbed.customerId)
  })

  test('CUS-7: a conversation that came over whole is split when the survivor has written into it', async () => {
    const [survivor, absorbed] = await two()
    await world.says(absorbed.phone, numbers.berlin, 'theirs')
    const theirs = await conversationOf(world, absorbed.phone, numbers.berlin)
    const { id } = await merge(survivor, absorbed)
    await world.says(survivor.phone, numbers.berlin, 'mine since')
    await alma.profiles.undoMerge({ mergeId: id })
    expect(await bodies(theirs)).toEqual(['theirs'])
    expect(await bodies(await conversationOf(world, survivor.phone, numbers.berlin))).toEqual(['mine since'])
    await expectGapless(world)
  })

  test('CUS-7: goes from the last to the first, once, and within 30 days', async () => {
    const [one, other] = await two()
    const third = await meets(alma, storeId)
    const first = await merge(one, other)
    const second = await merge(third, one)
    const survivor = { storeId, customerId: third.customerId }
    expect((await alma.profiles.merges(survivor)).items).toMatchObject([
      { id: second.id, absorbedName: 'Nora Lind', undoneAt: null },
    ])
    const open = async (limit = 100) =>
      (await alma.profiles.recentMerges({ storeId, limit })).items.map(each => each.id)
    // The first waits until the second is undone: its survivor is nobody's customer now.
    expect(await open()).not.toContain(first.id)
    expect(await open(1)).toEqual([second.id])
    expect(await refusalOf(alma.profiles.undoMerge({ mergeId: first.id }))).toMatchObject({
      code: 'LATER_MERGE',
      data: { mergeId: second.id },
    })
    await alma.profiles.undoMerge({ mergeId: second.id })
    expect((await open())[0]).toBe(first.id)
    expect(await refusalOf(alma.profiles.undoMerge({ mergeId: second.id }))).toMatchObject({
      code: 'TOO_LATE',
    })
    await world.passDays(31)
    expect(await open()).toEqual([])
    expect(await refusalOf(alma.profiles.undoMerge({ mergeId: first.id }))).toMatchObject({
      code: 'TOO_LATE',
    })
  })

  test('CUS-7: merged twice over, one external id leads to who they are now', async () => {
    const [one, other] = await two()
    const third = await meets(alma, storeId)
    await alma.customers.update({ storeId, customerId: other.customerId, externalId: newId() })
    await alma.customers.update({ storeId, customerId: one.customerId, externalId: newId() })
    await merge(one, other)
    await merge(third, one)
    const { rows } = await sql<{
      into: string
    }>`select merged_into as into from customers where id = ${other.customerId}`.execute(world.db)
    expect(rows[0]?.into).toBe(third.customerId)
  })
})

test('CUS-7: two who merge the same at once: one does, the other is told', async () => {
  const [survivor, absorbed] = await two()
  await writesFirst(world, survivor.phone)
  const pair = {
    survivorId: survivor.customerId,
    absorbedId: absorbed.customerId,
    survivorVersion: 1,
    absorbedVersion: 1,
  }
  const vera = await world.as('vera')
  const answers = await Promise.all([
    refusalOf(alma.profiles.merge(pair)),
    refusalOf(vera.profiles.merge(pair)),
  ])
  expect(answers.map(one => one?.code).sort()).toEqual(['CANNOT_MERGE', undefined])
})
