import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { reachDatabase } from './reach.ts'

const folder = path.resolve(import.meta.dirname, '../../../migrations')

/** The numbered SQL files, in order, with a digest that tells an edited one. */
export async function migrationFiles() {
  const names = (await readdir(folder)).filter(name => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async name => {
      const sql = await readFile(path.join(folder, name), 'utf8')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Brings the database at `url` to the newest migration; makes the database if the server has none of that name.
 * Many processes may call it at once: one does the work, the others wait.
 * @throws ConfigError when the database cannot be worked with
 * @throws Error when a migration that has run was edited afterwards
 */
export async function migrate(url: string): Promise<{ applied: string[] }> {
  await reachDatabase(url)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(7304, 1)')
    await client.query(
      'create table if not exists migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    )
    const done = new Map(
      (await client.query<{ name: string; digest: string }>('select name, digest from migrations')).rows.map(
        row => [row.name, row.digest],
      ),
    )
    const applied: string[] = []
    for (const { name, sql, digest } of await migrationFiles()) {
      const before = done.get(name)
      if (before === digest) continue
      if (before)
        throw new Error(
          `Migration ${name} was edited after it had run. Write a new one instead; in development, delete the data folder.`,
        )
      await client.query('begin')
      try {
        await client.query(sql)
        await client.query('insert into migrations (name, digest) values ($1, $2)', [name, digest])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
      }
      applied.push(name)
    }
    return { applied }
  } finally {
    await client.end()
  }
}

/** Migrations that this build brings and the database lacks. */
export async function pendingMigrations(
  query: (text: string) => Promise<{ rows: { name: string }[] }>,
): Promise<string[]> {
  const done = new Set((await query('select name from migrations')).rows.map(row => row.name))
  return (await migrationFiles()).map(file => file.name).filter(name => !done.has(name))
}
