import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { createSignIn, hashPassword, seedRoles } from '../apps/server/src/domains/staff/index.ts'
import { seedTemplates } from '../apps/server/src/domains/templates/index.ts'
import { systemClock } from '../apps/server/src/platform/clock.ts'
import type { Ctx } from '../apps/server/src/platform/context.ts'
import { connect } from '../apps/server/src/platform/db/database.ts'
import { migrate } from '../apps/server/src/platform/db/migrate.ts'
import { createLog } from '../apps/server/src/platform/log.ts'
import { seedShops } from './seed-shops.ts'
import { seedInboxes, seedMessages } from './seed-talk.ts'

export const password = 'bench-password'
const shape = { stores: 200, staffPerStore: 10, messagesPerTalk: 20 }

/** Changes whenever what is seeded does, so that a kept database is never stale. */
export async function seedDigest(): Promise<string> {
  const own = await Promise.all(
    ['seed-database.ts', 'seed-shops.ts', 'seed-talk.ts', 'vocabulary.ts'].map(name =>
      readFile(path.join(import.meta.dirname, name), 'utf8'),
    ),
  )
  return createHash('sha256').update(JSON.stringify(own)).digest('hex').slice(0, 10)
}

/** Fills a new database at `url`: made with SQL inside the server, foreign keys and triggers off, as a restore would. */
export async function seedDatabase(
  url: string,
  messages: number,
  say: (line: string) => void,
): Promise<void> {
  await migrate(url)
  const connections = connect(url, 1)
  const db = connections.db
  const started = Date.now()
  const step = async (name: string, work: () => Promise<unknown>) => {
    const from = Date.now()
    await work()
    say(`  ${name}: ${((Date.now() - from) / 1000).toFixed(1)} s`)
  }
  try {
    const signIn = createSignIn(db, { PUBLIC_URL: 'http://localhost:4000' }, 'x'.repeat(32))
    const passwordHash = await hashPassword(signIn, password)
    const ctx = {
      clock: systemClock,
      log: createLog('silent'),
      actor: { kind: 'system' },
      nudgeAfterCommit() {},
    } as const
    await db.transaction().execute(async tx => {
      await seedRoles({ ...ctx, tx } satisfies Ctx)
      await seedTemplates({ ...ctx, tx } satisfies Ctx)
    })
    await sql`select setseed(0.42), set_config('session_replication_role', 'replica', false), set_config('work_mem', '512MB', false),
      set_config('maintenance_work_mem', '1GB', false), set_config('synchronous_commit', 'off', false)`.execute(
      db,
    )
    const talks = Math.max(200, Math.round(messages / shape.messagesPerTalk))
    await step('stores, staff, customers, consent', () => seedShops(db, { ...shape, talks, passwordHash }))
    await seedMessages(db, messages, step)
    await step('conversations, members, unread', () => seedInboxes(db))
    await sql`drop table bench_plan, bench_phrases`.execute(db)
    await step('vacuum and analyze', () => sql`vacuum (analyze)`.execute(db))
    say(`  together: ${((Date.now() - started) / 1000).toFixed(1)} s`)
  } finally {
    await connections.close()
  }
}
