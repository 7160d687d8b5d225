import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../../test/until.ts'
import { createWorld, type World } from '../../../test/world.ts'

let world: World
let storeId: string
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  storeId = world.stores.berlin
})
afterAll(() => world.close())

async function made(name: string): Promise<string> {
  const { id } = await world.db
    .insertInto('customers')
    .values({ first_name: name, last_name: '', language: 'en', created_at: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
/** One who does a step after the other, in one transaction. */
async function someone() {
  const tx = await world.db.startTransaction().execute()
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
  return {
    comes: (id: string) =>
      tx
        .insertInto('customer_stores')
        .values({ store_id: storeId, customer_id: id, since: new Date() })
        .execute(),
    leaves: (id: string) => tx.deleteFrom('customer_stores').where('customer_id', '=', id).execute(),
    waits: () =>
      until('a wait for a lock', async () => {
        const { rows: found } = await sql<{ waits: boolean }>`
          select wait_event_type = 'Lock' as waits from pg_stat_activity where pid = ${rows[0]?.pid}`.execute(
          world.db,
        )
        return found[0]?.waits
      }),
    done: () => tx.commit().execute(),
  }
}
const known = async (...names: string[]) => {
  const all = await Promise.all(names.map(name => made(name)))
  const first = await someone()
  for (const id of all) await first.comes(id)
  await first.done()
  return all as [string, ...string[]]
}
const words = async (word: string) =>
  (await sql`select from name_words where store_id = ${storeId} and word = ${word}`.execute(world.db)).rows
    .length

test('CUS-1: who comes while the last of that name leaves waits, and brings the word again', async () => {
  const [old] = await known('Ottoline')
  const [leaving, coming] = [await someone(), await someone()]
  await leaving.leaves(old)
  const came = coming.comes(await made('Ottoline'))
  await coming.waits()
  await leaving.done()
  await came
  await coming.done()
  expect(await words('ottoline')).toBe(1)
})

test('CUS-1: who leaves while another comes by that name leaves them the word', async () => {
  const [old] = await known('Perpetua')
  const [leaving, coming] = [await someone(), await someone()]
  await coming.comes(await made('Perpetua'))
  const left = leaving.leaves(old)
  await leaving.waits()
  await coming.done()
  await left
  await leaving.done()
  expect(await words('perpetua')).toBe(1)
})

test('CUS-8: of the last two who leave at the same moment one takes the word along', async () => {
  const [one, two] = (await known('Quirina', 'Quirina')) as [string, string]
  const [first, second] = [await someone(), await someone()]
  await first.leaves(one)
  const left = second.leaves(two)
  await first.done()
  await left
  await second.done()
  expect(await words('quirina')).toBe(0)
})

test('CUS-1: two who bring the same new words, each in another order, do not wait for each other', async () => {
  const [first, second] = [await someone(), await someone()]
  await first.comes(await made('Rosalinde'))
  await second.comes(await made('Sieglinde'))
  await first.comes(await made('Sieglinde'))
  await second.comes(await made('Rosalinde'))
  await first.done()
  await second.done()
  const maya = await world.as('maya')
  expect((await maya.customers.list({ storeId, q: 'Rosalidne' })).items.length).toBe(2)
})

test('CUS-1: whom many are called after leaves without waiting for those who come', async () => {
  const [one] = await known(...Array.from({ length: 9 }, () => 'Theodora'))
  const [leaving, coming] = [await someone(), await someone()]
  await coming.comes(await made('Theodora'))
  await leaving.leaves(one)
  await leaving.done()
  await coming.done()
  expect(await words('theodora')).toBe(1)
})
