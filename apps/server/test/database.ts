import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A database of one's own, migrated and empty. @returns its address, and how to drop it */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('databaseServer')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    try {
      // Copying fails while another copies: the template may have one guest only.
      await client.query('select pg_advisory_lock(1)')
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await run(`create database ${name} template template_rapport`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) }
}
