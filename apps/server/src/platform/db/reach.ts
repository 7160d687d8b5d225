import pg from 'pg'
import { ConfigError } from '../config.ts'

const oldest = 180_000

/**
 * Sees that the database at `url` can be worked with, and makes it if the server has none of that name.
 * @throws ConfigError saying what to set or do: nobody answers there, the user is refused or may not create it, it is too old
 */
export async function reachDatabase(url: string): Promise<void> {
  const target = new URL(url)
  const name = decodeURIComponent(target.pathname.slice(1))
  const missing = await ask(target, async client => {
    const { rows } = await client.query('show server_version_num')
    if (Number(rows[0].server_version_num) < oldest)
      throw new ConfigError(
        `The database at ${target.host} is older than PostgreSQL 18. Upgrade it, or set another DATABASE_URL.`,
      )
    return false
  }).catch(error => {
    if (error.code !== '3D000') throw error
    return true
  })
  if (!missing) return
  const server = new URL(target)
  server.pathname = '/postgres'
  await ask(server, client => client.query(`create database ${pg.escapeIdentifier(name)}`)).catch(error => {
    // Another process made it just now.
    if (error.code === '42P04' || error.code === '23505') return
    if (error.code === '42501')
      throw new ConfigError(
        `There is no database ${name} at ${target.host}, and ${target.username} may not create it. Create it, with that user as its owner.`,
      )
    throw error
  })
}

async function ask<T>(target: URL, question: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: target.href })
  // With the connection the question fails, too.
  client.on('error', () => {})
  try {
    await client.connect()
    return await question(client)
  } catch (error) {
    throw inWords(target, error as Error & { code?: string })
  } finally {
    await client.end().catch(() => {})
  }
}

const away = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', '57P03']

/** The password is in the URL, so only host and user are named. */
function inWords(target: URL, error: Error & { code?: string }): Error {
  const code = error.code ?? ''
  if (away.includes(code))
    return new ConfigError(
      `No database answers at ${target.host} (${code}). Start it, or set DATABASE_URL to where it is.`,
    )
  // invalid_authorization_specification, invalid_password
  if (code === '28000' || code === '28P01')
    return new ConfigError(
      `The database at ${target.host} refuses ${target.username || 'a caller without a name'}: ${error.message}. Set DATABASE_URL with the right user and password.`,
    )
  return error
}
