import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { expect } from 'vitest'
import type { DB } from '../src/platform/db/database.ts'
import { createDatabase } from './database.ts'

export type PlanNode = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: PlanNode[]
}

const asksTables = /^[\s(]*(select|with|insert|update|delete)/i

/**
 * A database of one's own in which every statement is noted, so that its plan can be looked at.
 * @param big tables that nothing may read from end to end
 */
export async function openPlans(
  big: readonly string[],
  fill: (at: { url: string; db: Kysely<DB> }) => Promise<unknown>,
  connections = 1,
) {
  const database = await createDatabase()
  const pool = new pg.Pool({ connectionString: database.url, max: connections })
  let asked: CompiledQuery[] = []
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: event => void asked.push(event.query),
  })
  await fill({ url: database.url, db })

  const scanned = (node: PlanNode): string[] => [
    ...(node['Node Type'] === 'Seq Scan' && big.includes(node['Relation Name'] ?? '')
      ? [node['Relation Name'] ?? '']
      : []),
    ...(node.Plans ?? []).flatMap(scanned),
  ]
  /** What the work asks. @throws when it asks nothing */
  async function asking(work: () => Promise<unknown>): Promise<CompiledQuery[]> {
    asked = []
    await work()
    const queries = asked.filter(query => asksTables.test(query.sql))
    expect(queries.length).toBeGreaterThan(0)
    return queries
  }
  return {
    db,
    pool,
    asking,
    scanned,
    /** The big tables that some statement of the work would read from end to end. */
    async scansOf(work: () => Promise<unknown>): Promise<string[]> {
      const scans: string[] = []
      for (const query of await asking(work)) {
        const { rows } = await pool.query(`explain (format json) ${query.sql}`, [...query.parameters])
        scans.push(...scanned(rows[0]['QUERY PLAN'][0].Plan))
      }
      return scans
    },
    async close() {
      await db.destroy()
      await database.drop()
    },
  }
}
export type Plans = Awaited<ReturnType<typeof openPlans>>
