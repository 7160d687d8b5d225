import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedCustomerBase } from '../../../bench/seed-customers.ts'
import { listFilters, saveFilter } from '../src/domains/customers/saved-filters.ts'
import { createKey, revokeKey } from '../src/domains/integrations/keys.ts'
import { listKeys } from '../src/domains/integrations/queries.ts'
import { runRetention, tryRetention } from '../src/domains/privacy/retention.ts'
import { listViews } from '../src/domains/privacy/views.ts'
import { dismissDuplicate, listDuplicates } from '../src/domains/profiles/duplicates.ts'
import { findDuplicates } from '../src/domains/profiles/find-duplicates.ts'
import { mergeCustomers } from '../src/domains/profiles/merge.ts'
import { previewMerge } from '../src/domains/profiles/merge-preview.ts'
import { listMerges, listRecentMerges } from '../src/domains/profiles/merges.ts'
import { undoMerge } from '../src/domains/profiles/unmerge.ts'
import { loadViewer } from '../src/domains/staff/index.ts'
import { systemClock } from '../src/platform/clock.ts'
import type { Reading, StaffCtx, StaffReading, Viewer } from '../src/platform/context.ts'
import type { DB } from '../src/platform/db/database.ts'
import { createLog } from '../src/platform/log.ts'
import { openPlans, type Plans } from './plan-scene.ts'
import { newId } from './world.ts'

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
  'customer_addresses',
  'customer_notes',
  'customer_stars',
  'contact_points',
  'consent_entries',
  'consent_heads',
  'consent_states',
  'wishlist_items',
  'duplicate_candidates',
  'duplicate_stores',
  'merges',
  'merge_rows',
  'customer_views',
  'saved_filters',
  'api_keys',
  'api_key_stores',
]

/** As `customer-plans.test.ts`, for what profiles, privacy and integrations ask beside the lists. */
describe('the plans of merges, duplicates, views, filters, keys and retention', () => {
  let plans: Plans
  let db: Kysely<DB>
  let viewer: Viewer
  let storeId: string
  let people: string[]

  beforeAll(async () => {
    plans = await openPlans(big, async at => {
      await seedCustomerBase(at.url, 12_000, () => {})
      await fill(at.db)
    })
    db = plans.db
    const { rows } = await sql<{
      id: string
    }>`select id from bench_staff where store_n = 1 and place = 1`.execute(db)
    const found = (await loadViewer(db, { staffId: rows[0]?.id ?? '' }, systemClock.now())) as Viewer
    viewer = {
      ...found,
      permissions: new Set([...found.permissions, 'customer.merge', 'filter.share', 'customer.erase']),
    } as Viewer
    storeId = viewer.storeIds[0] ?? ''
    people = (
      await sql<{
        id: string
      }>`select customer_id as id from bench_talks where store_n = 1 order by n limit 10`.execute(db)
    ).rows.map(row => row.id)
  }, 180_000)
  afterAll(() => plans?.close())

  const read = (work: (reading: StaffReading) => Promise<unknown>) =>
    plans.scansOf(() => work({ tx: db, clock: systemClock, viewer }))
  const write = (work: (ctx: StaffCtx) => Promise<unknown>) =>
    plans.scansOf(() =>
      db.transaction().execute(tx =>
        work({
          tx,
          clock: systemClock,
          viewer,
          log: createLog('silent'),
          actor: { kind: 'staff', staffId: viewer.staffId, ip: null },
          nudgeAfterCommit() {},
        }),
      ),
    )
  type Page = (reading: StaffReading, cursor?: string) => Promise<{ nextCursor: string | null }>
  const twoPages = (list: Page) =>
    read(async reading => {
      const { nextCursor } = await list(reading)
      expect(nextCursor).not.toBeNull()
      if (nextCursor) await list(reading, nextCursor)
    })
  const person = (n: number) => people[n] ?? ''

  it('CUS-1: filters that are saved: the list of them, and one more', async () => {
    expect(await read(reading => listFilters(reading, { storeId }))).toEqual([])
    const filter = { filterId: newId(), name: 'Linen', filter: {}, sort: null, sharedWithStoreId: storeId }
    expect(await write(ctx => saveFilter(ctx, filter))).toEqual([])
  })

  it('CUS-7: duplicates: the list of them, looking for them, and one that is none', async () => {
    expect(
      await twoPages((reading, cursor) =>
        listDuplicates(reading, { storeId, first: 'newest', limit: 3, cursor }),
      ),
    ).toEqual([])
    expect(await write(ctx => findDuplicates(ctx, people.slice(2, 7)))).toEqual([])
    const { rows } = await sql<{ first_id: string; second_id: string }>`
      select first_id, second_id from duplicate_stores where store_id = ${storeId} limit 1`.execute(db)
    const { first_id: firstId = '', second_id: secondId = '' } = rows[0] ?? {}
    expect(await write(ctx => dismissDuplicate(ctx, { firstId, secondId }))).toEqual([])
  })

  it('CUS-7: merges: the preview, the merge, the lists of them, and the undoing', async () => {
    const pair = { survivorId: person(0), absorbedId: person(1) }
    expect(await read(reading => previewMerge(reading, pair))).toEqual([])
    let mergeId = ''
    const merged = await write(async ctx => {
      const { survivor, absorbed } = await previewMerge(ctx, pair)
      const versions = { survivorVersion: survivor.version, absorbedVersion: absorbed.version }
      mergeId = (await mergeCustomers(ctx, { ...pair, ...versions, fields: {} })).id
    })
    expect(merged).toEqual([])
    expect(await read(reading => listMerges(reading, { storeId, customerId: person(0), limit: 3 }))).toEqual(
      [],
    )
    expect(
      await twoPages((reading, cursor) => listRecentMerges(reading, { storeId, limit: 3, cursor })),
    ).toEqual([])
    expect(await write(ctx => undoMerge(ctx, { mergeId }))).toEqual([])
  })

  it('CUS-8: who looked at a customer', async () => {
    const { rows } = await sql<{ id: string }>`select v.customer_id as id from customer_views v
      join customer_stores k on k.customer_id = v.customer_id and k.store_id = ${storeId} group by 1 having count(*) > 4 limit 1`.execute(
      db,
    )
    const customerId = rows[0]?.id ?? ''
    expect(await twoPages((reading, cursor) => listViews(reading, { customerId, limit: 3, cursor }))).toEqual(
      [],
    )
  })

  it.each(['customers', 'views'] as const)('CUS-8: what is kept too long: %s', async kind => {
    const reading: Reading = { tx: db, clock: systemClock }
    expect(await plans.scansOf(() => tryRetention(reading, { kind, months: 24 }))).toEqual([])
  })

  it('CUS-8: the night on which a rule takes what is over', async () => {
    await sql`insert into retention_rules (kind, months, changed_at) values ('views', 24, now())`.execute(db)
    const runtime = { db, clock: systemClock, log: createLog('silent'), bus: { nudge() {} } } as never
    let taken = 0
    const scans = await plans.scansOf(async () => {
      taken = (await runRetention(runtime)).views
    })
    expect(scans).toEqual([])
    expect(taken).toBeGreaterThan(0)
  })

  it('API-3: keys: who one names, the list of them, a new one and its end', async () => {
    expect(
      await read(reading => loadViewer(reading.tx, { apiKeyHash: Buffer.alloc(32, 7) }, systemClock.now())),
    ).toEqual([])
    expect(
      await twoPages((reading, cursor) => listKeys(reading, { first: 'newest', limit: 3, cursor })),
    ).toEqual([])
    const made = await write(async ctx => {
      const key = { name: 'Till', permissions: [], storeIds: [storeId], expiresAt: null }
      const { key: kept } = await createKey(ctx, key)
      await revokeKey(ctx, { keyId: kept.id })
    })
    expect(made).toEqual([])
  })
})

/** As many of each as a business has after years; most customers were changed lately. */
async function fill(db: Kysely<DB>) {
  await sql`set session_replication_role = replica`.execute(db)
  for (const statement of [
    sql`update customers c set updated_at = now() - interval '1 day' * (t.n % 700) from bench_talks t where t.customer_id = c.id and t.n % 500 > 0`,
    sql`insert into saved_filters (staff_id, store_id, name, filter, position, created_at)
      select s.id, case when f % 4 = 0 then s.store_id end, 'Filter ' || f, '{}', f, now() from bench_staff s, generate_series(1, 8) f`,
    sql`insert into customer_views (staff_id, customer_id, slot, store_id, at, what)
      select s.id, t.customer_id, at, s.store_id, at, 'profile' from bench_talks t join bench_staff s on s.store_n = t.store_n and s.place < 3,
        generate_series(0, 3) k, lateral (select now() - interval '1 hour' * (t.n % 400 + k * 6000) as at) x where t.n % 3 = 0`,
    sql`insert into duplicate_candidates (first_id, second_id, reasons, found_at)
      select least(a.customer_id, b.customer_id), greatest(a.customer_id, b.customer_id), '{phone}', now() - interval '1 minute' * a.n
      from bench_talks a join bench_talks b on b.n = a.n + 10 where a.n % 4 = 0`,
    sql`insert into duplicate_stores (store_id, found_at, first_id, second_id)
      select distinct k.store_id, d.found_at, d.first_id, d.second_id from duplicate_candidates d join customer_stores k on k.customer_id in (d.first_id, d.second_id)`,
    sql`insert into merges (survivor_id, absorbed_id, at, undo_until, undone_at)
      select a.customer_id, b.customer_id, now() - interval '1 minute' * a.n, now() + interval '30 days' - interval '1 minute' * a.n, null
      from bench_talks a join bench_talks b on b.n = a.n + 10 where a.n % 5 = 0 and a.n > 2000`,
    sql`insert into merge_rows (merge_id, number, table_name, key, before, after)
      select m.id, n, 'contact_points', '{}', '{}', '{}' from merges m, generate_series(1, 5) n`,
    sql`insert into customer_addresses (customer_id, position, line1, city, country) select customer_id, 1, n || ' Long Street', 'Berlin', 'DE' from bench_talks where n % 2 = 0`,
    sql`insert into customer_notes (customer_id, store_id, body, created_at) select t.customer_id, s.id, 'Likes linen', now() from bench_talks t join bench_stores s on s.n = t.store_n where t.n % 2 = 1`,
    sql`insert into customer_stars (staff_id, customer_id, at) select s.id, t.customer_id, now() from bench_talks t join bench_staff s on s.store_n = t.store_n and s.place = 1`,
    sql`insert into staff (id, kind, first_name, last_name, created_at) select gen_random_uuid(), 'integration', 'Key ' || n, '', now() from generate_series(1, 3000) n`,
    sql`insert into api_keys (staff_id, name, secret_hash, ending, permissions, all_stores, created_at)
      select id, first_name, sha256(convert_to(id::text, 'UTF8')), 'abcd', '{}', false, now() from staff where kind = 'integration'`,
    sql`insert into api_key_stores (key_id, store_id) select k.id, s.id from api_keys k, bench_stores s where s.n < 4`,
  ])
    await statement.execute(db)
  await sql`set session_replication_role = default`.execute(db)
  await sql`vacuum (analyze)`.execute(db)
}
