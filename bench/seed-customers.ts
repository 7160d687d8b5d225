import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { createSignIn, hashPassword, seedRoles } from '../apps/server/src/domains/staff/index.ts'
import { systemClock } from '../apps/server/src/platform/clock.ts'
import { connect, type Database } from '../apps/server/src/platform/db/database.ts'
import { migrate } from '../apps/server/src/platform/db/migrate.ts'
import { createLog } from '../apps/server/src/platform/log.ts'
import { password } from './seed-database.ts'
import { nameWords } from './seed-name-words.ts'
import { seedShops } from './seed-shops.ts'
import { dropIndexes } from './seed-talk.ts'

const shape = { stores: 200, staffPerStore: 10 }
const products = 500

/** Changes whenever what is seeded does. */
export async function customersDigest(): Promise<string> {
  const own = await Promise.all(
    ['seed-customers.ts', 'seed-name-words.ts', 'seed-shops.ts'].map(name =>
      readFile(path.join(import.meta.dirname, name), 'utf8'),
    ),
  )
  return createHash('sha256').update(JSON.stringify(own)).digest('hex').slice(0, 10)
}

type Step = (name: string, work: () => Promise<unknown>) => Promise<void>

/**
 * A business of that many customers, one in ten of them in one store, with tags, sizes, cities, birthdays, attributes,
 * wishes, figures and order numbers. What the triggers would write is written here at once; a test compares the two.
 */
export async function seedCustomerBase(
  url: string,
  customers: number,
  say: (line: string) => void,
  oneIn = 10,
): Promise<void> {
  await migrate(url)
  const connections = connect(url, 1)
  const { db } = connections
  const step: Step = async (name, work) => {
    const from = Date.now()
    await work()
    say(`  ${name}: ${((Date.now() - from) / 1000).toFixed(1)} s`)
  }
  try {
    const signIn = createSignIn(db, { PUBLIC_URL: 'http://localhost:4000' }, 'x'.repeat(32))
    const passwordHash = await hashPassword(signIn, password)
    await db.transaction().execute(tx =>
      seedRoles({
        tx,
        clock: systemClock,
        log: createLog('silent'),
        actor: { kind: 'system' },
        nudgeAfterCommit() {},
      }),
    )
    await sql`select setseed(0.42), set_config('session_replication_role', 'replica', false), set_config('work_mem', '256MB', false),
      set_config('maintenance_work_mem', '512MB', false), set_config('synchronous_commit', 'off', false)`.execute(
      db,
    )
    await step('stores, staff, customers, consent', () =>
      seedShops(db, { ...shape, talks: customers, passwordHash, oneIn }),
    )
    await sql`update stores set currency = currency_of(country)`.execute(db)
    await step('profiles', () => fillProfiles(db))
    await step('wishes, figures, order numbers', () => fillHistory(db))
    const made: [string, () => RawBuilder<unknown>][] = [
      ['customer_stores', knownAt],
      ['customer_names', names],
      ['name_words', nameWords],
      ['customer_filters', filters],
      ['customer_stores', bits],
      ['customer_purchases', purchases],
      ['customer_numbers', numbers],
      ['customer_keys', keys],
    ]
    for (const [table, rows] of made)
      await step(table, async () => {
        const indexes = await dropIndexes(db, table)
        await rows().execute(db)
        for (const index of indexes) await sql.raw(index).execute(db)
      })
    await step('vacuum and analyze', () => sql`vacuum (analyze)`.execute(db))
  } finally {
    await connections.close()
  }
}

/** Spread by the customer's number, so that conditions are independent of each other and of the order of the rows. */
const dealt = (step: number, count: number) =>
  sql`(hashint8(t.n::bigint * 31 + ${sql.lit(step)}) & 2147483647) % ${sql.lit(count)}`
const among = (step: number, from: readonly string[]) =>
  sql`(array[${sql.join(from.map(one => sql.lit(one)))}])[1 + ${dealt(step, from.length)}]`

// Half have one of thirty first names, a third a last name that hardly anybody else has: as many words, and each as common, as in life.
const firstNames =
  'Anna Priya Jonas Camille Sofia Marek Yuki Elena Tom Ines Paul Aiko Lena Omar Julia Hugo Mei Clara Noah Freya Luca Zofia Erik Marta Leo Nadia Felix Chloe Hana Ivan'.split(
    ' ',
  )
const firstEnds = 'a e i o ana ela ina etta ian io mar rick'.split(' ')
const [beginnings, middles, ends] = [
  'Ab Al Bar Bel Bran Cas Cor Dan Del Dor El Fal Fen Gar Gil Gran Hal Har Hol Jen Kar Kel Lan Lor Mal Mar Mel Nor Ol Par Pel Quin Ran Rol San Sel Tor Val Wen Zor',
  'a ad al an ar as e ed el en er es i ig il in ir is o ol on or os u ul un ur us ag og',
  'bach berg by dahl dez elli feld ford gaard hof ini ka ley lund man mann mont nen off quist rup sen ski son stad ström ton vic well wicz',
].map(syllables => syllables.split(' ')) as [string[], string[], string[]]
const firstName = sql`case when ${dealt(25, 2)} = 0 then ${among(26, firstNames)} else ${among(27, beginnings)} || ${among(28, firstEnds)} end`
const rareName = sql`${among(22, beginnings)} || ${among(23, middles)} || ${among(24, ends)}`

async function fillProfiles(db: Database): Promise<void> {
  await sql`insert into attribute_definitions (key, label, kind, choices, position, created_at) values
    ('stylist', 'Stylist', 'choice', '{Ana,Bo,Cy}', 0, now()), ('budget', 'Budget', 'number', '{}', 1, now())`.execute(
    db,
  )
  await sql`
    update customers c set updated_at = c.created_at, external_id = 'crm-' || t.n,
      first_name = ${firstName}, last_name = case when t.n % 3 = 1 then ${rareName} else c.last_name end,
      city = ${among(1, ['Berlin', 'Berlin', 'Berlin', 'Potsdam', 'Köln', 'Zürich', 'Łódź', 'Aarhus'])},
      birthday = date '1950-01-01' + ${dealt(2, 19_000)},
      tags = array_remove(array[case when ${dealt(3, 100)} = 0 then 'VIP' end, case when ${dealt(4, 5)} = 0 then 'linen' end,
        case when ${dealt(5, 2000)} = 0 then 'press' end], null),
      sizes = jsonb_build_object('garment', (34 + 2 * (${dealt(6, 8)}))::text, 'shoes', (36 + ${dealt(7, 9)})::text),
      attributes = jsonb_strip_nulls(jsonb_build_object('stylist', case when ${dealt(8, 4)} = 0 then ${among(9, ['Ana', 'Bo', 'Cy'])} end,
        'budget', case when ${dealt(10, 3)} = 0 then ${dealt(11, 5000)} end)),
      assigned_staff_id = case when ${dealt(12, 3)} > 0 then s.id end
    from bench_talks t join bench_staff s on s.store_n = t.store_n and s.place = t.mine_place where c.id = t.customer_id`.execute(
    db,
  )
  await sql`insert into contact_points (id, customer_id, kind, value, entered, created_at)
    select uuidv7(), t.customer_id, 'email', lower(plain(c.first_name)) || '.' || lower(plain(c.last_name)) || t.n || '@example.com', '', c.created_at
    from bench_talks t join customers c on c.id = t.customer_id where t.n % 2 = 0`.execute(db)
}

async function fillHistory(db: Database): Promise<void> {
  await sql`insert into products (id, external_id, version, name, created_at, updated_at)
    select uuidv7(), 'p' || n, now(), 'Product ' || n, now(), now() from generate_series(1, ${sql.lit(products)}) n`.execute(
    db,
  )
  await sql`create table bench_products as select row_number() over (order by external_id) - 1 as n, id from products`.execute(
    db,
  )
  await sql`insert into wishlist_items (id, customer_id, product_id, source, created_at)
    select uuidv7(), t.customer_id, p.id, 'customer', now() from bench_talks t join bench_products p on p.n = ${dealt(13, products)}
    where ${dealt(14, 10)} = 0`.execute(db)
  await sql`insert into customer_figures (customer_id, currency, orders, units, returned_units, spent_minor, returned_minor, first_order_at, last_order_at, last_products)
    select t.customer_id, 'EUR', o, o * 2, o / 4, o * (2000 + ${dealt(15, 40_000)}), o * 100, now() - interval '3 years',
      now() - interval '1 day' * (1 + power((${dealt(16, 1000)}) / 1000.0, 2) * 1000), '{Linen blazer}'
    from bench_talks t, lateral (select 1 + ((${dealt(17, 64)})::int & (${dealt(18, 64)})::int) as o) x where ${dealt(19, 10)} < 7`.execute(
    db,
  )
  await sql`insert into customer_order_numbers (number, customer_id)
    select 'R' || (t.n * 2 + k), t.customer_id from bench_talks t, generate_series(0, 1) k where ${dealt(19, 10)} < 7`.execute(
    db,
  )
}

const knownAt = () => sql`
  insert into customer_stores (store_id, customer_id, since, last_contact_at)
  select s.id, t.customer_id, now() - interval '3 years', case when ${dealt(20, 20)} > 0
    then now() - interval '1 second' * (${dealt(21, 94_000_000)}) end
  from bench_talks t join bench_stores s on s.n = t.store_n`

const names = () => sql`
  insert into customer_names (customer_id, store_id, search_name)
  select k.customer_id, k.store_id, c.search_name from customer_stores k join customers c on c.id = k.customer_id`

/** As `customer_facets` would have it, for customers with one opted-in phone, perhaps an email, and at most one wish. */
const filters = () => sql`
  insert into customer_filters (store_id, customer_id, facets, birthday_day, name_key, bits)
  select store_id, id, facets, birthday_day, name_key, bits_of(facets || name_facets(search_name) || birthday_facets(birthday)) from (select k.store_id, c.id, c.search_name, c.birthday, array(select f from unnest(array['consent:sms:opted_in', 'consent:whatsapp:none', 'consent:email:none', 'heart:opted_in',
      'reach:sms', 'has:phone', 'city:' || plain(c.city), 'staff:' || coalesce(c.assigned_staff_id::text, 'none'),
      'size:garment:' || (c.sizes ->> 'garment'), 'size:shoes:' || (c.sizes ->> 'shoes'), case when e.id is not null then 'has:email' end,
      case when w.id is not null then 'wish' end, 'wish:p:' || w.product_id,
      case when c.attributes ? 'stylist' then 'attr:stylist' end, 'attr:stylist=' || plain(c.attributes ->> 'stylist'),
      case when c.attributes ? 'budget' then 'attr:budget' end, 'attr:budget=' || (c.attributes ->> 'budget')]
      || array(select 'tag:' || lower(t) from unnest(c.tags) t)) f where f is not null order by f) as facets,
    (extract(month from c.birthday) * 100 + extract(day from c.birthday))::int as birthday_day, left(btrim(plain(c.last_name || ' ' || c.first_name)), 24) as name_key
  from customer_stores k join customers c on c.id = k.customer_id
  left join contact_points e on e.customer_id = c.id and e.kind = 'email'
  left join wishlist_items w on w.customer_id = c.id) x`

const bits = () => sql`
  update customer_stores k set bits = f.bits from customer_filters f where f.store_id = k.store_id and f.customer_id = k.customer_id`

const purchases = () => sql`
  insert into customer_purchases (store_id, customer_id, orders, spent_minor, last_at, bits)
  select k.store_id, k.customer_id, coalesce(f.orders, 0), coalesce(f.spent_minor - f.returned_minor, 0), coalesce(f.last_order_at, '0001-01-01 00:00:00+00'), b.bits
  from customer_stores k join customer_filters b using (store_id, customer_id) left join customer_figures f on f.customer_id = k.customer_id`

const numbers = () => sql`
  insert into customer_numbers (store_id, key, value, customer_id)
  select k.store_id, 'budget', (c.attributes ->> 'budget')::float8, c.id
  from customer_stores k join customers c on c.id = k.customer_id where c.attributes ? 'budget'`

const keys = () => sql`
  insert into customer_keys (store_id, key, customer_id)
  select k.store_id, x.key, p.customer_id from contact_points p join customer_stores k on k.customer_id = p.customer_id,
    unnest(case p.kind when 'email' then array['e' || left(p.value, 64)]
      else array['p' || ltrim(p.value, '+'), 'r' || reverse(ltrim(p.value, '+'))] end) x (key)`
