import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase } from '../../test/database.ts'
import { importTargets } from '../domains/imports/index.ts'
import { claimImport, runImport } from '../domains/imports/run-import.ts'
import { scanForDuplicates } from '../domains/profiles/index.ts'
import { type Connections, connect } from '../platform/db/database.ts'
import { seedDemo } from './seed.ts'

const now = new Date('2026-11-22T09:41:00Z')
let at: Connections
let drop: () => Promise<void>

beforeAll(async () => {
  const database = await createDatabase()
  drop = database.drop
  at = connect(database.url, 3)
  await seedDemo({
    db: at.db,
    now,
    async login(email, name) {
      await at.db.insertInto('auth_users').values({ id: email, email, name }).execute()
      return email
    },
  })
}, 120_000)
afterAll(async () => {
  await at.close()
  await drop()
})

describe('the demo', () => {
  it('tells of the customers’ list what its picture tells', async () => {
    const { rows } = await sql<{ name: string; last: string[]; days: number }>`
      select c.name, f.last_products as last, (${now}::timestamptz::date - f.last_order_at::date) as days
      from customers c join customer_figures f on f.customer_id = c.id
      where c.name in ('Inès Laurent', 'Aiko Tanabe', 'Nadia Benali', 'Ewa Kowalska', 'Margarethe von Stetten')`.execute(
      at.db,
    )
    const told = new Map(rows.map(row => [row.name, row]))
    expect(told.get('Inès Laurent')).toMatchObject({ last: ['Slip dress'], days: 14 })
    expect(told.get('Margarethe von Stetten')?.last).toHaveLength(3)
    expect(told.size).toBe(5)
  })

  it('leaves headquarters something to decide', async () => {
    const count = async (query: ReturnType<typeof sql>) => (await query.execute(at.db)).rows.length
    expect(await count(sql`select from ambiguous_orders where resolved_at is null`)).toBe(1)
    expect(await count(sql`select from auto_populate_rules where active`)).toBe(2)
    expect(await count(sql`select from api_keys where revoked_at is null`)).toBe(1)
    expect(await count(sql`select from import_jobs where state = 'queued'`)).toBe(1)
    const runtime = {
      db: at.db,
      clock: { now: () => now },
      log: pino({ enabled: false }),
      bus: { nudge() {} } as never,
    }
    expect((await scanForDuplicates(runtime)).found).toBeGreaterThanOrEqual(1)
    const job = await claimImport(runtime, 60_000)
    if (!job) throw new Error('There is nothing to import.')
    await runImport(runtime, job, { targets: importTargets, leaseMs: 60_000 }, () => false)
    const { rows } = await sql`select state, created, refused from import_jobs`.execute(at.db)
    expect(rows).toEqual([{ state: 'done', created: 10, refused: 2 }])
  })
})
