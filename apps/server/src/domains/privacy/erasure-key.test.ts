import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../test/world.ts'
import { ConfigError } from '../../platform/config.ts'
import { connect } from '../../platform/db/database.ts'
import { startServer } from '../../server.ts'
import { replaceErasureKey } from './erasure-key.ts'

const another = 'a key that another machine has made'
let world: World
beforeAll(async () => {
  world = await createWorld({ outbox: false })
})
afterAll(() => world.close())

const startWith = (ERASURE_KEY?: string) =>
  startServer({
    config: { ...world.config, PORT: 0, ERASURE_KEY },
    databaseUrl: world.database.url,
    parts: { outbox: false, payments: false, clockwork: false, imports: false },
  })

test('CUS-8: a server with another key than the first one had is not started', async () => {
  await expect(startWith(another)).rejects.toThrow(ConfigError)
  await expect(startWith(another)).rejects.toThrow('Set ERASURE_KEY as the other servers have it')
  const second = await startWith()
  await second.stop()
})

test('CUS-8: a way to PostgreSQL that drops the key is told at the start', async () => {
  const url = new URL(world.database.url)
  // What the address says outweighs what the connection brings along, as with a pooler.
  url.searchParams.set('options', '-c jit=off')
  const started = startServer({
    config: { ...world.config, PORT: 0 },
    databaseUrl: url.href,
    parts: { outbox: false, payments: false, clockwork: false, imports: false },
  })
  await expect(started).rejects.toThrow(ConfigError)
  await expect(started).rejects.toThrow('Let the pooler pass startup options')
})

test('CUS-8: a lost key can be replaced, and it is told how many addresses that costs', async () => {
  const { priya } = world.customers
  await (await world.as('alma')).privacy.erase({ customerId: priya.id })
  const connections = connect(world.database.url, 1, another)
  const erased = await world.db.selectFrom('erased_contacts').selectAll().execute()
  expect(erased.length).toBeGreaterThan(0)
  expect(await replaceErasureKey(connections.db)).toBe(erased.length)
  await connections.close()
  await expect(startWith()).rejects.toThrow(ConfigError)
  const anew = await startWith(another)
  await anew.stop()
})
