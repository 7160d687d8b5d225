import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readByCode } from '../src/domains/catalog/by-code.ts'
import { readLinked } from '../src/domains/catalog/link.ts'
import { listCollections, listProducts } from '../src/domains/catalog/list.ts'
import { readProductPage } from '../src/domains/catalog/product-page.ts'
import { systemClock } from '../src/platform/clock.ts'
import type { StaffReading, Viewer } from '../src/platform/context.ts'
import type { DB } from '../src/platform/db/database.ts'
import { newId } from '../src/platform/new-id.ts'
import { openPlans, type Plans } from './plan-scene.ts'

const big = [
  'products',
  'product_words',
  'variants',
  'prices',
  'product_pictures',
  'collection_products',
  'stock',
  'stock_reservations',
  'product_links',
]
/** As `plans.test.ts`, for finding one of 80,000 products. */
describe('the plans of finding a product', () => {
  let plans: Plans
  let db: Kysely<DB>
  let viewer: Viewer
  let ids: string[] = []
  let collectionId = ''
  const storeId = () => viewer.storeIds[0] ?? ''
  const reading = (): StaffReading => ({ tx: db, clock: systemClock, viewer })

  beforeAll(async () => {
    plans = await openPlans(big, at => seed(at.db))
    db = plans.db
    const { rows } = await sql<{ store: string; collection: string; ids: string[] }>`
      select (select id from stores order by id limit 1) as store, (select id from collections order by id limit 1) as collection,
        array(select id from products order by id limit 3) as ids`.execute(db)
    viewer = {
      staffId: newId(),
      storeIds: [rows[0]?.store ?? ''],
      permissions: new Set(),
    } as unknown as Viewer
    collectionId = rows[0]?.collection ?? ''
    ids = rows[0]?.ids ?? []
  }, 240_000)
  afterAll(() => plans?.close())

  const scansOf = (work: () => Promise<unknown>) => plans.scansOf(work)
  /** A page, and the page after it. */
  const pages = async (more: object) => {
    const first = await listProducts(reading(), { storeId: storeId(), limit: 20, ...more })
    if (first.nextCursor)
      await listProducts(reading(), { storeId: storeId(), limit: 20, ...more, cursor: first.nextCursor })
    return first.items.length
  }

  it.each(['blazer', 'wool blazer 1234', 'bl', 'b', '外套', 'scraf 1234', 'SKU-77001', '2000077001'])(
    'MSG-5: products found by «%s», page by page',
    async q => {
      expect(await scansOf(() => pages({ q }))).toEqual([])
      expect(await scansOf(() => pages({ q, collectionId }))).toEqual([])
    },
  )
  it('MSG-5: a typing error finds what was meant', async () => {
    expect(await pages({ q: 'lether scraf 1234' })).toBeGreaterThan(0)
  })
  it('MSG-5: the words that are spelt alike', async () => {
    const { rows } = await sql<{ body: string }>`
      select prosrc as body from pg_proc where proname = 'words_alike'`.execute(db)
    const query = String(rows[0]?.body).replaceAll('wanted', `'balzer'`)
    const plan = await plans.pool.query(`explain (format json) ${query}`)
    expect(plans.scanned(plan.rows[0]['QUERY PLAN'][0].Plan)).toEqual([])
  })
  it('IMP-5: all products by name, those of a collection, some by their ids, and the collections', async () => {
    expect(
      await scansOf(async () => {
        await pages({})
        await pages({ collectionId })
        await pages({ ids })
        await listCollections(reading(), { limit: 20 })
      }),
    ).toEqual([])
  })
  it.each(['2000077001', '02000077001', 'sku-77001', 'p77001/1'])(
    'MSG-5: the scanned code «%s»',
    async code => {
      expect(await scansOf(() => readByCode(reading(), { storeId: storeId(), code }))).toEqual([])
    },
  )
  it('MSG-5: what a link leads to, for staff and for the customer', async () => {
    const { rows } = await sql<{ code: string }>`select code from product_links limit 1`.execute(db)
    const code = rows[0]?.code ?? ''
    expect(
      await scansOf(async () => {
        await readLinked(reading(), { storeId: storeId(), code })
        await readProductPage(reading(), code)
      }),
    ).toEqual([])
  })
})

/** 80,000 products in 60 collections, each with a variant, its price and stock at two stores. */
async function seed(db: Kysely<DB>): Promise<void> {
  for (const statement of [
    `insert into business (name, language, created_at) values ('Big', 'en', now())`,
    `insert into stores (name, city, country, time_zone, language, created_at)
      select 'Store ' || n, 'City', 'DE', 'Europe/Berlin', 'de', now() from generate_series(1, 40) n`,
    `insert into products (external_id, version, name, created_at, updated_at)
      select 'p' || n, now(), (array['Wool', 'Linen', 'Silk', 'Cotton', 'Leather'])[1 + n % 5] || ' '
        || (array['blazer', 'coat', 'scarf', 'trousers', 'jumper', 'shirt', 'bag'])[1 + n % 7] || ' ' || n, now(), now()
      from generate_series(1, 80000) n`,
    // As many words as a large house has names for things.
    `insert into product_words select left(translate(md5(n::text), '0123456789', 'ghijklmnop'), 8) from generate_series(1, 40000) n
      on conflict do nothing`,
    `insert into product_pictures (product_id, position, url) select id, 1, '/goods/x.svg' from products`,
    `insert into variants (product_id, external_id, sku, barcode, position, created_at)
      select id, external_id || '/1', 'SKU-' || substr(external_id, 2), '20000' || substr(external_id, 2), 1, now() from products`,
    `insert into prices (variant_id, currency, amount_minor, tax_included) select id, 'EUR', 100, true from variants`,
    `insert into stock (variant_id, store_id, quantity, version)
      select v.id, s.id, 1, now() from variants v, (select id from stores order by id limit 2) s`,
    `insert into collections (external_id, name, position) select 'c' || n, 'Collection ' || n, n from generate_series(1, 60) n`,
    `insert into collection_products (collection_id, product_id, position)
      select c.id, p.id, row_number() over () from (select id, row_number() over () as n from products) p
      join (select id, row_number() over () as n from collections) c on c.n = 1 + p.n % 60`,
    `insert into staff (first_name, last_name, kind, created_at)
      select 'Maya', 'Brandt', 'integration', now() from generate_series(1, 20)`,
    `insert into product_links (code, store_id, product_id, staff_id, created_at)
      select 'abcd' || (10000 + row_number() over ()), s.id, p.id, f.id, now()
      from (select id from stores order by id limit 1) s, (select id from products limit 1000) p, staff f`,
    `insert into customers (first_name, last_name, language, created_at)
      select 'N' || n, 'L', 'de', now() from generate_series(1, 300) n`,
    `insert into carts (id, store_id, customer_id, kind, state, currency, day, token, opened_by, staff_id, created_at, changed_at)
      select uuidv7(), (select id from stores order by id limit 1), c.id, 'remote', 'open', 'EUR', current_date,
        'token-of-twenty-letters' || c.id, f.id, f.id, now(), now() from customers c, (select id from staff limit 1) f`,
    `insert into stock_reservations (cart_id, variant_id, store_id, quantity)
      select c.id, v.id, c.store_id, 1 from carts c, (select id from variants limit 200) v`,
    `analyze`,
  ])
    await sql.raw(statement).execute(db)
}
