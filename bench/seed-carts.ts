import { sql } from 'kysely'
import { newSecret, secretHash } from '../apps/server/src/domains/integrations/secret.ts'
import { seedRoles } from '../apps/server/src/domains/staff/index.ts'
import { seedTemplates } from '../apps/server/src/domains/templates/index.ts'
import { systemClock } from '../apps/server/src/platform/clock.ts'
import type { Ctx } from '../apps/server/src/platform/context.ts'
import { connect, type Database } from '../apps/server/src/platform/db/database.ts'
import { migrate } from '../apps/server/src/platform/db/migrate.ts'

const stores = 200
/** How many customers have no cart yet, for those who measure. */
export const fresh = 40_000

/**
 * A business with that many carts and as many products: nine of ten carts lapsed long ago, the others open today, each of
 * two items; what is shared of them is kept. @returns the secret of a key that may sell
 */
export async function seedCarts(url: string, size: number): Promise<string> {
  await migrate(url)
  const connections = connect(url, 1)
  const { db } = connections
  try {
    const ctx = { clock: systemClock, actor: { kind: 'system' }, nudgeAfterCommit() {} }
    await db.transaction().execute(async tx => {
      await seedRoles({ ...ctx, tx } as unknown as Ctx)
      await seedTemplates({ ...ctx, tx } as unknown as Ctx)
    })
    const secret = await aKey(db)
    await sql`select set_config('session_replication_role', 'replica', false), set_config('synchronous_commit', 'off', false),
      set_config('work_mem', '256MB', false)`.execute(db)
    for (const statement of statementsFor(size)) await sql.raw(statement).execute(db)
    await sql`vacuum (analyze)`.execute(db)
    return secret
  } finally {
    await connections.close()
  }
}

async function aKey(db: Database): Promise<string> {
  const secret = newSecret()
  await sql`insert into business (name, language, created_at) values ('Bench', 'en', now())`.execute(db)
  await sql`update roles set discount_limit_bp = null where name = 'integration'`.execute(db)
  await sql`
    with bench as (insert into staff (first_name, last_name, kind, created_at) values ('Bench', '', 'integration', now()) returning id)
    insert into api_keys (staff_id, name, secret_hash, ending, permissions, all_stores, created_at)
    select id, 'Bench', ${secretHash(secret)}, 'xxxx', '{cart.edit,cart.discount}', true, now() from bench`.execute(
    db,
  )
  return secret
}

const statementsFor = (size: number) => [
  `insert into stores (name, city, country, time_zone, language, currency, created_at)
    select 'Store ' || n, 'Berlin', 'DE', 'Europe/Berlin', 'en', 'EUR', now() from generate_series(1, ${stores}) n`,
  `create table bench_stores as select id, row_number() over (order by id) as n from stores`,
  `insert into tax_rates (country, tax_class, label, rate_ppm) values ('DE', 'standard', 'MwSt.', 190000), ('DE', 'delivery', 'MwSt.', 190000)`,
  `insert into shipping_zones (name) values ('Germany')`,
  `insert into shipping_zone_places (zone_id, country) select id, 'DE' from shipping_zones`,
  `insert into shipping_rates (zone_id, name, currency, price_minor, days_from, days_until) select id, 'Standard', 'EUR', 590, 1, 3 from shipping_zones`,
  `create table bench_variants as select n, uuidv7() as product_id, uuidv7() as id from generate_series(1, ${size}) n`,
  `create unique index on bench_variants (n)`,
  `insert into products (id, external_id, version, name, created_at, updated_at)
    select product_id, 'p' || n, now(), 'Product ' || n, now(), now() from bench_variants`,
  `insert into product_pictures (product_id, position, url) select product_id, 1, '/goods/x.svg' from bench_variants`,
  `insert into variants (id, product_id, external_id, sku, weight_g, position, created_at)
    select id, product_id, 'p' || n || '/1', 'SKU-' || n, 400, 1, now() from bench_variants`,
  `insert into prices (variant_id, currency, amount_minor, tax_included) select id, 'EUR', 4900 + n % 1000, true from bench_variants`,
  `insert into stock (variant_id, store_id, quantity, version) select id, null, 1000000, now() from bench_variants`,
  `create table bench_customers as select n, uuidv7() as id, (select id from bench_stores s where s.n = 1 + c.n % ${stores}) as store_id
    from generate_series(1, ${size + fresh}) c (n)`,
  `insert into customers (id, first_name, last_name, language, created_at, updated_at)
    select id, 'First' || n % 997, 'Last' || n % 9973, 'en', now(), now() from bench_customers`,
  `insert into customer_stores (store_id, customer_id, since) select store_id, id, now() from bench_customers`,
  `create table bench_carts as select n, uuidv7() as id, id as customer_id, store_id, n % 10 = 0 as alive from bench_customers where n <= ${size}`,
  `create index on bench_customers (n)`,
  `analyze bench_variants, bench_customers, bench_carts`,
  `insert into carts (id, store_id, customer_id, kind, state, currency, day, version, shared_version, token, opened_by, staff_id, units,
      total_minor, created_at, changed_at, closed_at)
    select id, store_id, customer_id, 'remote', case when alive then 'open' else 'expired' end, 'EUR',
      (now() at time zone 'Europe/Berlin')::date - case when alive then 0 else 1 + n % 900 end, 3, 3, replace(gen_random_uuid()::text, '-', ''),
      (select id from staff limit 1), (select id from staff limit 1), 2, 9800, now(), now() - n * interval '1 second',
      case when not alive then now() - n * interval '1 second' end from bench_carts`,
  `insert into cart_items (id, cart_id, variant_id, quantity, fulfilment, unit_price_minor, tax_included, position, added_from, added_by)
    select uuidv7(), c.id, v.id, 1, 'ship', 4900, true, p, 'search', (select id from staff limit 1)
    from bench_carts c, generate_series(1, 2) p, lateral (select id from bench_variants v where v.n = 1 + (c.n::bigint * 7919 + p) % ${size}) v`,
  `insert into stock_reservations (cart_id, variant_id, quantity)
    select i.cart_id, i.variant_id, 1 from cart_items i join bench_carts c on c.id = i.cart_id where c.alive`,
  `insert into cart_history (id, cart_id, at, what) select uuidv7(), id, now(), 'item_added' from bench_carts, generate_series(1, 3)`,
  `insert into cart_versions (cart_id, version, content, total_minor, created_at)
    select id, 3, jsonb_build_object('kind', 'remote', 'items', '[]'::jsonb, 'discounts', '[]'::jsonb), 9800, now() from bench_carts`,
]
