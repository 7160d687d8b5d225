import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshPhone, writesFirst } from '../../../test/scene.ts'
import { type Api, createWorld, newId, numbers, type World } from '../../../test/world.ts'
import { verifyLedger } from './index.ts'

let world: World
let alma: Api
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
  storeId = world.stores.berlin
})
afterAll(() => world.close())

/** A number whose owner said STOP, and that somebody else has by now, who said START. */
async function passed() {
  const phone = freshPhone()
  const conversationId = await writesFirst(world, phone)
  await world.says(phone, numbers.berlin, 'STOP')
  const { customer } = await alma.conversations.get({ conversationId })
  const { contactPoints } = await alma.customers.get({ storeId, customerId: customer.id })
  const contactPointId = contactPoints[0]?.id ?? ''
  await alma.customers.removeContactPoint({ storeId, customerId: customer.id, contactPointId })
  const { customerId: now } = await alma.customers.create({
    storeId,
    firstName: 'Ada',
    lastName: newId().slice(0, 4),
    email: `${newId()}@example.com`,
  })
  await alma.customers.addContactPoint({ storeId, customerId: now, kind: 'phone', value: phone })
  await world.says(phone, numbers.berlin, 'START')
  return { phone, before: customer.id, now, contactPointId }
}
const proofOf = async (customerId: string) =>
  (await alma.consent.proof({ customerId })).entries.map(entry => [entry.seq, entry.after, entry.words])

describe('the proof of consent', () => {
  test('CON-1: when a number passes to somebody else, each proves what was said while it was theirs', async () => {
    const it = await passed()
    const [first, second] = [await proofOf(it.before), await proofOf(it.now)]
    expect(first.map(([seq, after]) => [seq, after])).toEqual([
      [1, 'opted_in'],
      [2, 'opted_out'],
    ])
    expect(second).toEqual([[3, 'opted_in', 'START']])
    expect(await verifyLedger(world.db)).toMatchObject({ firstFault: null })
  })

  test('CUS-8: who is erased takes their own words along, and nobody else’s', async () => {
    const it = await passed()
    await alma.customers.removeContactPoint({
      contactPointId: it.contactPointId,
      storeId,
      customerId: it.now,
    })
    const { customerId: third } = await alma.customers.create({
      storeId,
      firstName: 'Bo',
      lastName: 'Lind',
      phone: it.phone,
    })
    await world.says(it.phone, numbers.berlin, 'STOP')
    await alma.privacy.erase({ customerId: it.now })
    const words = await world.db
      .selectFrom('consent_entries')
      .select(['seq', 'words'])
      .where('contact_point_id', '=', it.contactPointId)
      .where('words', 'is not', null)
      .orderBy('seq')
      .execute()
    expect(words.map(row => row.words)).toContain('STOP')
    expect(words.map(row => row.words)).not.toContain('START')
    expect((await proofOf(third)).map(([, after]) => after)).toEqual(['opted_out'])
    expect(await verifyLedger(world.db)).toMatchObject({ firstFault: null })
  })

  test('CUS-8: the command finds the proof of who was erased by the address they had, and that of who has it now', async () => {
    const phone = freshPhone()
    const conversationId = await writesFirst(world, phone)
    const { customer } = await alma.conversations.get({ conversationId })
    await alma.privacy.erase({ customerId: customer.id })
    const erased = await proofsFor(phone)
    expect(erased).toMatchObject([
      { customerId: customer.id, entries: [{ seq: 1, after: 'opted_in', words: null }] },
    ])
    expect(JSON.stringify(erased)).not.toContain(phone)
    const it = await passed()
    const both = await proofsFor(`0049${it.phone.slice(3)}`)
    expect(both.map(proof => proof.customerId).sort()).toEqual([it.before, it.now].sort())
    await expect(proofsFor(freshPhone())).rejects.toMatchObject({ code: 1 })
    // Three processes, each with a server's worth of modules.
  }, 90_000)
})

async function proofsFor(phone: string): Promise<{ customerId: string; entries: object[] }[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.resolve(import.meta.dirname, '../../consent-proof.ts'), phone],
    { env: { ...process.env, DATABASE_URL: world.database.url, DATA_DIR: world.config.DATA_DIR } },
  )
  return JSON.parse(stdout)
}
