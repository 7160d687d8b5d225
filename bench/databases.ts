import path from 'node:path'
import pg from 'pg'
import { connect } from '../apps/server/src/platform/db/database.ts'
import { type EmbeddedDatabase, startEmbedded } from '../apps/server/src/platform/db/embedded.ts'
import { migrate } from '../apps/server/src/platform/db/migrate.ts'
import { customersDigest, seedCustomerBase } from './seed-customers.ts'
import { seedDatabase, seedDigest } from './seed-database.ts'
import { nameWords } from './seed-name-words.ts'

const kept = path.resolve(import.meta.dirname, '../.data/bench')

/** A PostgreSQL of its own for measuring, with the settings of production; what is seeded there is kept. */
export const startDatabase = (dataDir = kept): Promise<EmbeddedDatabase> => startEmbedded({ dataDir })

async function onServer<T>(server: EmbeddedDatabase, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.urlOf('postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * One that was kept gets the migrations that are new; it is seeded anew when the seeding or a migration that ran was edited.
 * @returns the address of a database with that many messages
 */
export const seededDatabase = async (server: EmbeddedDatabase, messages: number): Promise<string> =>
  keptDatabase(server, { kind: 'seed', size: messages, digest: await seedDigest() }, async url => {
    await seedDatabase(url, messages, console.log)
    await fillNameWords(url)
  })

/** Apart from the seeding of messages, whose digest would change with it. One that was kept has them by the migration. */
async function fillNameWords(url: string): Promise<void> {
  const { db, close } = connect(url, 1)
  await nameWords()
    .execute(db)
    .finally(() => close())
}

/** As `seededDatabase`, with that many customers and no talk. */
export const customersDatabase = async (server: EmbeddedDatabase, customers: number): Promise<string> =>
  keptDatabase(server, { kind: 'customers', size: customers, digest: await customersDigest() }, url =>
    seedCustomerBase(url, customers, console.log),
  )

type Kept = { kind: 'seed' | 'customers'; size: number; digest: string }

async function keptDatabase(
  server: EmbeddedDatabase,
  { kind, size, digest }: Kept,
  seed: (url: string) => Promise<void>,
): Promise<string> {
  const name = `${kind}_${size}_${digest}`
  return onServer(server, async client => {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname like '${kind}\\_${size}\\_%'`,
    )
    if (rows.some(row => row.datname === name)) {
      const current = await migrate(server.urlOf(name)).catch((error: Error) => console.log(error.message))
      if (current) return server.urlOf(name)
    }
    for (const { datname } of rows)
      await client.query(`drop database ${pg.escapeIdentifier(datname)} with (force)`)
    console.log(`Seeding ${size} ${kind === 'seed' ? 'messages' : 'customers'} …`)
    const filling = `filling_${kind}_${size}`
    await client.query(`drop database if exists ${filling}`)
    await seed(server.urlOf(filling))
    await client.query(`alter database ${filling} rename to ${pg.escapeIdentifier(name)}`)
    return server.urlOf(name)
  })
}

/** A copy to write into. @returns its address, and how to drop it */
export async function scratchDatabase(server: EmbeddedDatabase, messages: number) {
  const seeded = new URL(await seededDatabase(server, messages)).pathname.slice(1)
  const drop = () =>
    onServer(server, client => client.query('drop database if exists scratch with (force)')).then(() => {})
  await drop()
  await onServer(server, client =>
    client.query(`create database scratch template ${pg.escapeIdentifier(seeded)}`),
  )
  return { url: server.urlOf('scratch'), drop }
}
