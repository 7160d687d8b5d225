import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listCollections, listProducts } from '../src/domains/catalog/list.ts'
import { readProduct } from '../src/domains/catalog/read.ts'
import { listAmbiguous } from '../src/domains/orders/ambiguous.ts'
import { refreshFigures } from '../src/domains/orders/figures.ts'
import { findOrders } from '../src/domains/orders/find-orders.ts'
import { importOrders } from '../src/domains/orders/import.ts'
import { listOrders } from '../src/domains/orders/list.ts'
import { readPastOrder } from '../src/domains/orders/past-order.ts'
import { readOrder } from '../src/domains/orders/read.ts'
import { systemClock } from '../src/platform/clock.ts'
import type { Ctx, StaffReading, Viewer } from '../src/platform/context.ts'
import type { DB } from '../src/platform/db/database.ts'
import { anOrder } from './order.ts'
import { openPlans, type Plans } from './plan-scene.ts'
import { newId } from './world.ts'

const big = [
  'customers',
  'customer_stores',
  'contact_points',
  'customer_figures',
  'customer_external_ids',
  'customer_order_numbers',
  'orders',
  'order_lines',
  'deliveries',
  'order_returns',
  'order_return_lines',
  'ambiguous_orders',
  'products',
  'variants',
  'prices',
  'product_pictures',
  'stock',
]
/** As `plans.test.ts`, for what was bought and what is sold. */
describe('the plans of orders and catalog', () => {
  let plans: Plans
  let db: Kysely<DB>
  let viewer: Viewer
  let customerId = ''
  let orderId = ''
  let productId = ''
  let number = ''

  beforeAll(async () => {
    plans = await openPlans(big, at => seed(at.db))
    db = plans.db
    const { rows } = await sql<{
      store: string
      customer: string
      order: string
      number: string
      product: string
    }>`
      select store_id as store, customer_id as customer, id as order, number,
        (select id from products limit 1) as product from orders where customer_id is not null limit 1`.execute(
      db,
    )
    const one = rows[0]
    customerId = one?.customer ?? ''
    orderId = one?.order ?? ''
    productId = one?.product ?? ''
    number = one?.number ?? ''
    viewer = {
      staffId: newId(),
      storeIds: [one?.store ?? ''],
      permissions: new Set(['customer.read', 'business.manage']),
    } as unknown as Viewer
  }, 120_000)
  afterAll(() => plans?.close())

  const scansOf = (work: () => Promise<unknown>) => plans.scansOf(work)
  const reading = (): StaffReading => ({ tx: db, clock: systemClock, viewer })
  const storeId = () => viewer.storeIds[0] ?? ''

  it('CUS-2: a customer’s orders, and one of them', async () => {
    expect(
      await scansOf(async () => {
        const { nextCursor } = await listOrders(reading(), { storeId: storeId(), customerId, limit: 2 })
        await listOrders(reading(), {
          storeId: storeId(),
          customerId,
          limit: 2,
          cursor: nextCursor ?? undefined,
        })
        await readOrder(reading(), orderId)
      }),
    ).toEqual([])
  })
  it('IMP-2: a past order by its number', async () => {
    expect(await scansOf(() => readPastOrder(reading(), number))).toEqual([])
  })
  it('CUS-1: orders by the beginning of their number', async () => {
    expect(await scansOf(() => findOrders(reading(), { number: number.slice(0, 3), limit: 5 }))).toEqual([])
  })
  it('IMP-1: the queue of ambiguous orders', async () => {
    for (const first of ['oldest', 'newest'] as const)
      expect(await scansOf(() => listAmbiguous(reading(), { first, limit: 20 }))).toEqual([])
  })
  it.each(['blazer 12', 'SKU-77', '2001234'])('IMP-5: products, and those found by «%s»', async q => {
    expect(
      await scansOf(async () => {
        await listProducts(reading(), { storeId: storeId(), limit: 20 })
        await listProducts(reading(), { storeId: storeId(), q, limit: 20 })
        await listCollections(reading(), { limit: 20 })
        await readProduct(reading(), { storeId: storeId(), productId })
      }),
    ).toEqual([])
  })
  it('IMP-1: IMP-3: recording orders, with the profiles and figures that follow', async () => {
    const customer = { phone: '+491713920001', email: 'n1@example.com', externalId: 'c1' }
    const orders = [
      anOrder({ store: null, customer }),
      anOrder({ store: null, customer: { externalId: 'c2' } }),
    ]
    expect(
      await scansOf(() =>
        db.transaction().execute(async tx => {
          const ctx = {
            tx,
            actor: { kind: 'system' },
            clock: systemClock,
            nudgeAfterCommit() {},
          } as unknown as Ctx
          await importOrders(ctx, orders)
          await refreshFigures(ctx, [customerId])
        }),
      ),
    ).toEqual([])
  })
})

/** A business with a history: 8,000 customers, 24,000 orders, 10,000 products. */
async function seed(db: Kysely<DB>): Promise<void> {
  for (const statement of [
    `insert into business (name, language, created_at) values ('Big', 'en', now())`,
    `insert into stores (name, city, country, time_zone, language, created_at)
      select 'Store ' || n, 'City', 'DE', 'Europe/Berlin', 'de', now() from generate_series(1, 40) n`,
    `insert into products (external_id, version, name, created_at, updated_at)
      select 'p' || n, now(), 'Blazer ' || n, now(), now() from generate_series(1, 10000) n`,
    `insert into product_pictures (product_id, position, url) select id, 1, '/goods/x.svg' from products`,
    `insert into variants (product_id, external_id, sku, barcode, position, created_at)
      select id, external_id || '/' || n, 'SKU-' || external_id || n, '200' || substr(external_id, 2) || n, n, now()
      from products, generate_series(1, 2) n`,
    `insert into prices (variant_id, currency, amount_minor, tax_included) select id, 'EUR', 100, true from variants`,
    `insert into stock (variant_id, store_id, quantity, version)
      select v.id, s.id, 1, now() from variants v, (select id from stores limit 2) s`,
    `insert into customers (first_name, last_name, language, created_at)
      select 'N' || n, 'L', 'de', now() from generate_series(1, 8000) n`,
    `create temp table numbered as select id, row_number() over (order by id) as n from customers`,
    `alter table customer_stores disable trigger user`,
    `alter table contact_points disable trigger user`,
    `alter table customer_figures disable trigger user`,
    `insert into customer_stores (store_id, customer_id, since)
      select (select id from stores order by id offset n % 40 limit 1), id, now() from numbered`,
    `insert into contact_points (customer_id, kind, value, entered, created_at)
      select id, 'phone', '+49171' || (3920000 + n), '', now() from numbered`,
    `insert into contact_points (customer_id, kind, value, entered, created_at)
      select id, 'email', 'n' || n || '@example.com', '', now() from numbered`,
    `insert into customer_external_ids (source, external_id, customer_id) select 'till', 'c' || n, id from numbered`,
    `insert into orders (id, source, external_id, number, version, placed_at, currency, customer_id, matched_by, store_id,
        origin, state, guest, shipping_minor, discount_minor, tax_minor, tax_included, total_minor, totals_differ, units,
        returned_units, returned_minor, recorded_at)
      select uuidv7(), 'old', n || '-' || o, 'N-' || n || o, now(), now() - o * interval '9 days', 'EUR', id, 'phone', s.store_id,
        'store', 'completed', false, 0, 0, 0, true, 100, false, 1, 0, 0, now()
      from numbered join customer_stores s on s.customer_id = id, generate_series(1, 3) o`,
    `insert into order_lines (id, order_id, position, product_id, name, quantity, unit_price_minor, discount_minor, tax_minor,
        total_minor, fulfilment)
      select uuidv7(), o.id, 1, (select id from products limit 1), 'Blazer', 1, 100, 0, 0, 100, 'ship' from orders o`,
    `insert into deliveries (id, order_id, position) select uuidv7(), id, 1 from orders`,
    `insert into order_returns (id, order_id, position, kind, at, amount_minor) select uuidv7(), id, 1, 'return', now(), 1 from orders`,
    `insert into order_return_lines (return_id, position, order_line_id, quantity)
      select r.id, 1, l.id, 1 from order_returns r join order_lines l on l.order_id = r.order_id`,
    `insert into ambiguous_orders (order_id, phone_customer_id, email_customer_id, since)
      select id, customer_id, customer_id, placed_at from orders`,
    `insert into customer_figures (customer_id, currency, orders, units, returned_units, spent_minor, returned_minor,
        first_order_at, last_order_at) select id, 'EUR', 3, 3, 0, 300, 0, now(), now() from numbered`,
    `alter table customer_stores enable trigger user`,
    `alter table contact_points enable trigger user`,
    `alter table customer_figures enable trigger user`,
    `analyze`,
  ])
    await sql.raw(statement).execute(db)
}
