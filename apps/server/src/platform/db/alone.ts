import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { ConfigError } from '../config.ts'

const key = 7312
/** The database hears a moment late that whoever held it was killed. */
const waitMs = 3000

/**
 * Holds the embedded database of a data folder while this server lives: whoever ends first would end it for the other, too.
 * @returns how to let go of it
 * @throws ConfigError when another server works with it
 */
export async function holdAlone(url: string, dataDir: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url })
  // With the database it is over, too.
  client.on('error', () => {})
  await client.connect()
  const until = performance.now() + waitMs
  do {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [key])
    if (rows[0].held) return () => client.end()
    await setTimeout(100)
  } while (performance.now() < until)
  await client.end()
  throw new ConfigError(
    `Rapport is running already with the data in ${dataDir}. End it first, or set another DATA_DIR.`,
  )
}
