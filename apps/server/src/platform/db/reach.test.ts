import { createServer } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '../../../test/database.ts'
import { ConfigError } from '../config.ts'
import { reachDatabase } from './reach.ts'

const made = 'reach_made_on_the_way'
const guest = 'reach_guest'
let database: Awaited<ReturnType<typeof createDatabase>>

async function run(statement: string) {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** The address of the tests' database, changed in some parts. */
const at = (parts: Partial<Pick<URL, 'pathname' | 'host' | 'username' | 'password'>>) =>
  Object.assign(new URL(database.url), parts).href

beforeAll(async () => {
  database = await createDatabase()
  await run(`create role ${guest} login password 'a guest has little'`)
})
afterAll(async () => {
  await run(`drop database if exists ${made}`)
  await run(`drop role ${guest}`)
  await database.drop()
})

test('a database that is not there yet is made, by whoever comes first', async () => {
  await Promise.all([1, 2, 3].map(() => reachDatabase(at({ pathname: `/${made}` }))))
  await run(`comment on database ${made} is 'there'`)
})

test('where nobody answers it says where it asked, and never the password', async () => {
  const port = await new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
  const refused = reachDatabase(`postgres://shop:secret@127.0.0.1:${port}/rapport`)
  await expect(refused).rejects.toThrow(ConfigError)
  await expect(refused).rejects.toThrow(
    `No database answers at 127.0.0.1:${port} (ECONNREFUSED). Start it, or set DATABASE_URL to where it is.`,
  )
})

test('a user who is refused, and one who may not make the database, are named', async () => {
  const wrong = reachDatabase(at({ username: guest, password: 'another' }))
  await expect(wrong).rejects.toThrow(ConfigError)
  await expect(wrong).rejects.toThrow(`refuses ${guest}`)
  const guests = reachDatabase(
    at({ username: guest, password: 'a guest has little', pathname: '/none_of_theirs' }),
  )
  await expect(guests).rejects.toThrow(ConfigError)
  await expect(guests).rejects.toThrow('There is no database none_of_theirs')
})
