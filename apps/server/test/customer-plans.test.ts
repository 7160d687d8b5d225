import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lists, searches } from '../../../bench/customers.ts'
import { seedCustomerBase } from '../../../bench/seed-customers.ts'
import { countList, listCustomers } from '../src/domains/customers/index.ts'
import { listRecords } from '../src/domains/customers/records.ts'
import { findSimilar } from '../src/domains/customers/similar.ts'
import { listWords } from '../src/domains/customers/words.ts'
import { loadViewer } from '../src/domains/staff/index.ts'
import { systemClock } from '../src/platform/clock.ts'
import type { StaffReading, Viewer } from '../src/platform/context.ts'
import type { DB } from '../src/platform/db/database.ts'
import { openPlans, type Plans } from './plan-scene.ts'

const big = [
  'customers',
  'customer_stores',
  'customer_names',
  'name_words',
  'customer_filters',
  'customer_purchases',
  'customer_numbers',
  'customer_keys',
  'customer_figures',
  'customer_order_numbers',
  'profile_words',
  'contact_points',
  'consent_states',
  'consent_heads',
]
type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Node[]
}
// What is walked at most, and a little; the store has more.
const readAtMost = 6100

/**
 * A business of 21 thousand customers, 7 thousand of them in the store that asks. Not even a store may be read from end
 * to end, so what counts is not the kind of the scan but how much it reads.
 */
describe('the plans of lists and searches of customers', () => {
  let plans: Plans
  let db: Kysely<DB>
  let viewer: Viewer
  const storeId = () => viewer.storeIds[0] as string

  beforeAll(async () => {
    plans = await openPlans(big, ({ url }) => seedCustomerBase(url, 21_000, () => {}, 3))
    db = plans.db
    const { rows } = await sql<{
      id: string
    }>`select id from bench_staff where store_n = 1 and place = 1`.execute(db)
    viewer = (await loadViewer(db, { staffId: rows[0]?.id ?? '' }, systemClock.now())) as Viewer
  }, 120_000)
  afterAll(() => plans?.close())

  const scanned = (node: Node, most: number): string[] => {
    const read =
      (node['Actual Rows'] +
        (node['Rows Removed by Filter'] ?? 0) +
        (node['Rows Removed by Index Recheck'] ?? 0)) *
      node['Actual Loops']
    const scan =
      node['Node Type'].includes('Scan') &&
      !['CTE Scan', 'Subquery Scan', 'Function Scan'].includes(node['Node Type'])
    const whole = node['Node Type'] === 'Seq Scan' && big.includes(node['Relation Name'] ?? '')
    const name = `${node['Node Type']} of ${node['Index Name'] ?? node['Relation Name']}`
    return [
      ...(whole || (scan && read > most) ? [`${name}: ${read} rows`] : []),
      ...(node.Plans ?? []).flatMap(part => scanned(part, most)),
    ]
  }
  /** Scans that read too much, of every query that the work asks. */
  async function scansOf(
    work: (reading: StaffReading) => Promise<unknown>,
    { as = viewer, most = readAtMost } = {},
  ): Promise<string[]> {
    const queries = await plans.asking(() => work({ tx: db, clock: systemClock, viewer: as }))
    const read: string[][] = []
    for (const query of queries) {
      const { rows } = await plans.pool.query(`explain (analyze, timing off, format json) ${query.sql}`, [
        ...query.parameters,
      ])
      read.push(scanned(rows[0]['QUERY PLAN'][0].Plan as Node, most))
    }
    return read.flat()
  }

  it('what is seeded at once is what the triggers write', async () => {
    const tables = ['customer_filters', 'customer_purchases', 'customer_numbers', 'customer_keys']
    const digest = async () => {
      const found: Record<string, unknown> = {}
      for (const table of [...tables, 'customer_stores']) {
        const { rows } = await sql`
          select count(*)::int as rows, md5(string_agg(t::text, ',' order by t::text)) as digest from ${sql.table(table)} t
          where customer_id in (select customer_id from bench_talks where n % 40 = 0)`.execute(db)
        found[table] = rows[0]
      }
      return found
    }
    const seeded = await digest()
    await sql`create temporary table sampled as select array_agg(customer_id) as ids from bench_talks where n % 40 = 0`.execute(
      db,
    )
    for (const table of tables)
      await sql`delete from ${sql.table(table)} where customer_id in (select unnest(ids) from sampled)`.execute(
        db,
      )
    await sql`update customer_stores set bits = default where customer_id in (select unnest(ids) from sampled)`.execute(
      db,
    )
    await sql`select customer_filters_refresh(ids), customer_purchases_refresh(ids), customer_keys_refresh(ids) from sampled`.execute(
      db,
    )
    expect(await digest()).toEqual(seeded)
    expect(JSON.stringify(seeded)).not.toContain('"rows":0')
    const words = async () =>
      (
        await sql`select count(*)::int as rows, md5(string_agg(w::text, ',' order by w::text)) as digest from name_words w`.execute(
          db,
        )
      ).rows
    const given = await words()
    await sql`create temporary table named as select * from customer_names`.execute(db)
    await sql`truncate customer_names, name_words`.execute(db)
    await sql`insert into customer_names select * from named`.execute(db)
    expect(await words()).toEqual(given)
    await sql`vacuum (analyze)`.execute(db)
  }, 60_000)

  it.each(Object.keys(lists('')))('CUS-1: the list «%s», its first page and the next', async name => {
    const { rows } = await sql<{ id: string }>`select id from bench_products where n = 7`.execute(db)
    const listed = lists(rows[0]?.id ?? '')[name]
    const scans = await scansOf(async reading => {
      const asking = { storeId: storeId(), list: 'store' as const, ...listed, limit: 20 }
      const { nextCursor } = await listCustomers(reading, asking)
      if (nextCursor) await listCustomers(reading, { ...asking, cursor: nextCursor })
      await countList(reading, asking)
    })
    expect(scans).toEqual([])
  })

  it.each(Object.keys(searches))('CUS-1: the search for %s', async name => {
    const person = {
      n: 10,
      first: 'Anna',
      last: 'Raman',
      phone: '+4915739391330',
      email: 'anna.raman10@example.com',
    }
    const q = searches[name]?.(person) ?? ''
    const scans = await scansOf(reading =>
      listCustomers(reading, { storeId: storeId(), list: 'store', q, limit: 20 }),
    )
    expect(scans).toEqual([])
  })

  it('CUS-1: a word that no name has reads nobody of a small store, which the planner would rather read whole', async () => {
    const { rows } = await sql<{
      id: string
    }>`select id from bench_staff where store_n = 150 and place = 1`.execute(db)
    const as = (await loadViewer(db, { staffId: rows[0]?.id ?? '' }, systemClock.now())) as Viewer
    const search = (reading: StaffReading) =>
      listCustomers(reading, { storeId: as.storeIds[0] ?? '', list: 'store', q: 'brillwem', limit: 20 })
    expect(await scansOf(search, { as, most: 20 })).toEqual([])
  })

  it('CUS-7: who may be the one that is typed in', async () => {
    const typed = { storeId: storeId(), name: 'Anna Ramen', phone: '0157393913', email: 'anna.r' }
    expect(await scansOf(reading => findSimilar(reading, typed))).toEqual([])
  })

  it('CUS-1: what is offered where a tag is typed', async () => {
    await sql`insert into profile_words select ${storeId()}, 'tag', 'tag ' || n, 'tag ' || n, 'Tag ' || n from generate_series(1, 20000) n`.execute(
      db,
    )
    await sql`analyze profile_words`.execute(db)
    const typed = { storeId: storeId(), field: 'tags', limit: 20 }
    for (const q of ['', 'tag', 'tag 19'])
      expect(await scansOf(reading => listWords(reading, { ...typed, q })), q).toEqual([])
  })

  it('IMP-4: all records, page by page, and since a time', async () => {
    const scans = await scansOf(async reading => {
      const { nextCursor } = await listRecords(reading, { limit: 20 })
      if (nextCursor) await listRecords(reading, { limit: 20, cursor: nextCursor })
      await listRecords(reading, { limit: 20, updatedSince: new Date().toISOString() })
    })
    expect(scans).toEqual([])
  })
})
