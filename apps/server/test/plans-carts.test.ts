import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addItem } from '../src/domains/carts/add-item.ts'
import { changeItem } from '../src/domains/carts/change-item.ts'
import { cartHistory } from '../src/domains/carts/history.ts'
import { expireCarts } from '../src/domains/carts/index.ts'
import { listCarts } from '../src/domains/carts/list.ts'
import { readyToPay } from '../src/domains/carts/pay.ts'
import { readCart, readCurrentCart } from '../src/domains/carts/read.ts'
import { shareCart } from '../src/domains/carts/share.ts'
import { systemClock } from '../src/platform/clock.ts'
import type { Runtime, StaffCtx, StaffReading, Viewer } from '../src/platform/context.ts'
import type { DB } from '../src/platform/db/database.ts'
import { openPlans, type Plans } from './plan-scene.ts'
import { newId } from './world.ts'

const big = [
  'carts',
  'cart_items',
  'cart_discounts',
  'cart_versions',
  'cart_history',
  'stock_reservations',
  'payment_links',
  'customers',
  'customer_stores',
  'products',
  'variants',
  'prices',
  'product_pictures',
  'stock',
]
/** As `plans.test.ts`, for carts: 24,000 of them, of 8,000 customers, from 20,000 products. */
describe('the plans of carts', () => {
  let plans: Plans
  let db: Kysely<DB>
  let viewer: Viewer
  let one = { cartId: '', customerId: '', token: '', itemId: '', variantId: '' }

  beforeAll(async () => {
    plans = await openPlans(big, at => seed(at.db))
    db = plans.db
    const { rows } = await sql<typeof one & { store: string; staff: string }>`
      select c.id as "cartId", c.customer_id as "customerId", c.token, c.store_id as store, c.opened_by as staff, i.id as "itemId",
        (select id from variants order by id desc limit 1) as "variantId"
      from carts c join cart_items i on i.cart_id = c.id where c.state = 'open' limit 1`.execute(db)
    const [first] = rows
    if (!first) throw new Error('There is an open cart.')
    one = first
    viewer = { staffId: first.staff, storeIds: [first.store], permissions: new Set() } as unknown as Viewer
  }, 240_000)
  afterAll(() => plans?.close())

  const scansOf = (work: () => Promise<unknown>) => plans.scansOf(work)
  const reading = (): StaffReading => ({ tx: db, clock: systemClock, viewer })
  const storeId = () => viewer.storeIds[0] ?? ''
  /** What a verb asks; nothing of it stays. */
  const trying = (work: (ctx: StaffCtx) => Promise<unknown>) =>
    db
      .transaction()
      .execute(async tx => {
        const actor = { kind: 'staff', staffId: viewer.staffId, ip: null }
        await work({ tx, viewer, actor, clock: systemClock, nudgeAfterCommit() {} } as unknown as StaffCtx)
        throw new Error('Nothing of it stays.')
      })
      .catch((error: Error) => expect(error.message).toBe('Nothing of it stays.'))

  it.each(['open', 'saved', 'expired'] as const)(
    'CRT-5: the %s carts of a store, page by page',
    async state => {
      expect(
        await scansOf(async () => {
          const first = await listCarts(reading(), { storeId: storeId(), state, limit: 20 })
          expect(first.items).toHaveLength(20)
          await listCarts(reading(), { storeId: storeId(), state, limit: 20, cursor: first.nextCursor ?? '' })
        }),
      ).toEqual([])
    },
  )
  it('CRT-1: the current cart, and what happened with it', async () => {
    expect(
      await scansOf(async () => {
        await readCurrentCart(reading(), { storeId: storeId(), customerId: one.customerId })
        await readCart(reading(), one)
        await cartHistory(reading(), { cartId: one.cartId, limit: 20 })
      }),
    ).toEqual([])
  })
  it('CRT-2: adding, changing and sharing', async () => {
    expect(
      await scansOf(() =>
        trying(async ctx => {
          const { cartId, itemId, variantId } = one
          await addItem(ctx, { cartId, clientId: newId(), variantId, quantity: 1, from: 'scan' })
          const { version } = await changeItem(ctx, { cartId, itemId, quantity: 2 })
          await shareCart(ctx, { cartId, version }, 'https://shop.example')
          await readyToPay(ctx, { token: one.token, version })
        }),
      ),
    ).toEqual([])
  })
  it('CRT-1: finding what is over', async () => {
    const runtime = { db, clock: systemClock, bus: { nudge() {} } } as unknown as Runtime
    expect(await scansOf(() => expireCarts(runtime))).toEqual([])
  })
})

async function seed(db: Kysely<DB>): Promise<void> {
  for (const statement of [
    `insert into business (name, language, created_at) values ('Big', 'en', now())`,
    `insert into texts (kind, language, version, body, changed_at) values ('cart_share', 'en', 1, '{{ cart.url }}', now())`,
    `insert into stores (name, city, country, time_zone, language, created_at)
      select 'Store ' || n, 'City', 'DE', 'Europe/Berlin', 'de', now() from generate_series(1, 40) n`,
    `insert into staff (first_name, last_name, kind, created_at) values ('Ada', '', 'integration', now())`,
    `insert into products (external_id, version, name, created_at, updated_at)
      select 'p' || n, now(), 'Blazer ' || n, now(), now() from generate_series(1, 20000) n`,
    `insert into product_pictures (product_id, position, url) select id, 1, '/goods/x.svg' from products`,
    `insert into variants (product_id, external_id, position, created_at) select id, external_id || '/1', 1, now() from products`,
    `insert into prices (variant_id, currency, amount_minor, tax_included) select id, 'EUR', 100, true from variants`,
    `insert into stock (variant_id, store_id, quantity, version)
      select v.id, s.id, 100000, now() from variants v, ((select id from stores limit 2) union all select null) s`,
    `insert into customers (first_name, last_name, language, created_at)
      select 'N' || n, 'L', 'en', now() from generate_series(1, 8000) n`,
    `create temp table numbered as select id, row_number() over (order by id) as n from customers`,
    `alter table customer_stores disable trigger user`,
    `insert into customer_stores (store_id, customer_id, since)
      select (select id from stores order by id offset n % 40 limit 1), id, now() from numbered`,
    `alter table customer_stores enable trigger user`,
    `insert into carts (id, store_id, customer_id, kind, state, currency, day, token, opened_by, staff_id, units, total_minor,
        created_at, changed_at, closed_at)
      select uuidv7(), s.store_id, n.id, 'remote', x.state, 'EUR',
        (now() at time zone 'Europe/Berlin')::date - case x.state when 'expired' then 9 else 0 end, 'token-of-a-cart-' || n.n || '-' || x.state,
        (select id from staff), (select id from staff), 2, 200, now() - n.n * interval '1 second', now() - n.n * interval '1 second',
        case x.state when 'expired' then now() - n.n * interval '1 second' end
      from numbered n join customer_stores s on s.customer_id = n.id, (values ('open'), ('saved'), ('expired')) x (state)`,
    `insert into cart_items (id, cart_id, variant_id, quantity, fulfilment, unit_price_minor, tax_included, position, added_from, added_by)
      select uuidv7(), c.id, v.id, 1, 'ship', 100, true, v.n, 'search', c.opened_by
      from (select *, row_number() over () as n from carts) c
        join (select id, row_number() over () as k from variants) w on w.k = c.n % 20000 + 1
        cross join lateral (values (1, w.id)) v (n, id)`,
    `update cart_items set allowed_bp = 100`,
    `insert into cart_discounts (id, cart_id, item_id, kind, value, reason, given_by, created_at)
      select uuidv7(), cart_id, id, 'percent', 100, '', added_by, now() from cart_items`,
    `insert into stock_reservations (cart_id, variant_id, quantity) select cart_id, variant_id, 1 from cart_items`,
    `insert into cart_history (id, cart_id, at, what) select uuidv7(), id, now(), 'opened' from carts, generate_series(1, 3)`,
    `insert into cart_versions (cart_id, version, content, total_minor, created_at) select id, 1, '{"discounts": []}', 200, now() from carts`,
    `insert into payment_links (id, cart_id, cart_version, reference, idempotency_key, currency, amount_minor, country, language, lines,
        expires_at, state, created_at)
      select uuidv7(), id, 1, id::text, gen_random_uuid(), 'EUR', 200, 'DE', 'en', '[]', now(), 'ended', now() from carts`,
    `analyze`,
  ])
    await sql.raw(statement).execute(db)
}
