import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.generated.ts'

// Counts and sequences stay far below 2^53, so they are numbers; a date has no time zone, so it stays text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, String)

export type Database = Kysely<DB>
export type { DB } from './schema.generated.ts'

export type Connections = { db: Database; pool: pg.Pool; url: string; close(): Promise<void> }

// Every statement here is short: to start a compiler or other processes for one takes longer than to answer it (measured:
// 15 ms for a look-up of 0.1 ms, where the planner took a word to be common).
const quick = ['-c jit=off', '-c max_parallel_workers_per_gather=0']

/**
 * A pool of at most `max` connections on `url`, and Kysely on top of it.
 * @param erasureKey what the hashes of erased addresses are made with; who connects without it can erase nobody
 */
export function connect(url: string, max = 20, erasureKey?: string): Connections {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'rapport',
    options: [...quick, ...(erasureKey ? [`-c rapport.erasure_pads=${hmacPads(erasureKey)}`] : [])].join(' '),
  })
  // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  // The same for one that is lent out just then: whoever has it learns by its next query.
  pool.on('connect', client => client.on('error', () => {}))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, url, close: () => db.destroy() }
}

/** The inner and the outer key of HMAC-SHA-256 (RFC 2104), which is all that the database needs to compute it. */
function hmacPads(key: string): string {
  const block = Buffer.alloc(64)
  createHash('sha256').update(key).digest().copy(block)
  return [0x36, 0x5c].map(pad => Buffer.from(block.map(byte => byte ^ pad)).toString('hex')).join('')
}

/** PostgreSQL's name for what went wrong, when it is an error of PostgreSQL. */
export const sqlState = (error: unknown) => (error as { code?: string } | null)?.code
export const violates = (error: unknown, constraint: string) =>
  (error as { constraint?: string } | null)?.constraint === constraint
