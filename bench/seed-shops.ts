import { sql } from 'kysely'
import type { Database } from '../apps/server/src/platform/db/database.ts'

export const years = 3
const firstNames =
  'Anna Priya Jonas Camille Sofia Marek Yuki Elena Tom Ines Paul Aiko Lena Omar Julia Hugo Mei Clara Noah Freya Luca Zofia Erik Marta Leo Nadia Felix Chloe Hana Ivan'
const lastNames =
  'Raman Weber Roux Tanaka Novak Silva Berg Rossi Keller Moreau Jansen Kowalski Lind Costa Vogel Dubois Sato Nagy Holm Marin Fischer Lambert Ito Krol Dahl Ferrari Brandt Girard Mori Popa'

/**
 * Stores with a number each, ten staff a store, and customers who are opted in, each with a conversation in one store.
 * Store 1 has one in ten of the conversations, or as many as asked for; the others share the rest unevenly.
 * Work tables `bench_stores`, `bench_staff` and `bench_talks` number them, for whoever fills or asks.
 */
export async function seedShops(
  db: Database,
  {
    stores,
    staffPerStore,
    talks,
    passwordHash,
    oneIn = 10,
  }: { stores: number; staffPerStore: number; talks: number; passwordHash: string; oneIn?: number },
): Promise<void> {
  const since = sql`now() - ${sql.lit(`${years} years`)}::interval`
  await sql`insert into business (name, language, created_at) values ('Bench', 'en', ${since})`.execute(db)
  await sql`create table bench_stores as select n, uuidv7() as id, uuidv7() as number_id, '+4930' || (1000000 + n) as phone
    from generate_series(1, ${sql.lit(stores)}) n`.execute(db)
  await sql`insert into stores (id, name, city, country, time_zone, language, created_at)
    select id, 'Store ' || n, 'Berlin', 'DE', 'Europe/Berlin', 'en', ${since} from bench_stores`.execute(db)
  await sql`insert into store_numbers (id, store_id, channel, phone, reconciled_until, created_at)
    select number_id, id, 'sms', phone, now(), ${since} from bench_stores`.execute(db)
  await sql`create table bench_staff as select row_number() over () as n, s.n as store_n, s.id as store_id, place, uuidv7() as id, gen_random_uuid()::text as user_id,
      'associate' || ((s.n - 1) * ${sql.lit(staffPerStore)} + place) || '@bench.example' as email
    from bench_stores s, generate_series(1, ${sql.lit(staffPerStore)}) place`.execute(db)
  await sql`insert into auth_users (id, name, email, email_verified) select user_id, email, email, true from bench_staff`.execute(
    db,
  )
  await sql`insert into auth_accounts (id, user_id, account_id, provider_id, password)
    select gen_random_uuid()::text, user_id, user_id, 'credential', ${passwordHash} from bench_staff`.execute(
    db,
  )
  await sql`insert into staff (id, auth_user_id, first_name, last_name, email, hue, role_id, created_at)
    select b.id, user_id, 'Associate', n::text, b.email, 1 + n % 6, r.id, ${since} from bench_staff b, roles r where r.name = 'associate'`.execute(
    db,
  )
  await sql`insert into staff_stores (staff_id, store_id) select id, store_id from bench_staff`.execute(db)

  await sql`create table bench_talks as
    select n, uuidv7() as id, uuidv7() as customer_id, uuidv7() as contact_point_id, '+4915' || (100000000 + n * 73939133::bigint % 899999963) as phone, store_n,
      1 + floor(${sql.lit(staffPerStore)} * random())::int as mine_place
    from (select n, case when n % ${sql.lit(oneIn)} = 0 then 1 else 2 + floor(${sql.lit(stores - 1)} * power(random(), 1.5))::int end as store_n
      from generate_series(0, ${sql.lit(talks - 1)}) n) x`.execute(db)
  await sql`create unique index on bench_talks (n)`.execute(db)
  await sql`analyze bench_stores, bench_staff, bench_talks`.execute(db)
  const name = (from: string, step: number) =>
    sql`(string_to_array(${from}, ' '))[1 + (n / ${sql.lit(step)} + n * 7) % ${sql.lit(from.split(' ').length)}]`
  await sql`insert into customers (id, first_name, last_name, language, created_at)
    select customer_id, ${name(firstNames, 1)}, ${name(lastNames, 30)} || case when n % 3 = 0 then '-' || ${name(lastNames, 900)} else '' end, 'en', ${since} from bench_talks`.execute(
    db,
  )
  await sql`insert into contact_points (id, customer_id, kind, value, entered, created_at)
    select contact_point_id, customer_id, 'phone', phone, phone, ${since} from bench_talks`.execute(db)
  await seedConsent(db)
}

/** Every customer opted in once. The triggers are off, so the chain is made here as they would make it. */
async function seedConsent(db: Database): Promise<void> {
  await sql`insert into consent_entries (contact_point_id, seq, store_id, channel, before, after, cause, words, disclosure, message_id,
      staff_id, everywhere, at, previous_hash, hash, form)
    select (e).contact_point_id, (e).seq, (e).store_id, (e).channel, (e).before, (e).after, (e).cause, (e).words, (e).disclosure, (e).message_id,
      (e).staff_id, (e).everywhere, (e).at, (e).previous_hash, consent_entry_digest(e), 1
    from (select row(t.contact_point_id, 1, s.id, 'sms', 'none', 'opted_in', 'customer_initiated', 'Hello', null, null, null, false,
        now() - ${sql.lit(`${years} years`)}::interval, sha256(convert_to(t.contact_point_id::text, 'UTF8')), ''::bytea, 1, null, null, null, null)::consent_entries as e
      from bench_talks t join bench_stores s on s.n = t.store_n) x`.execute(db)
  await sql`insert into consent_heads (contact_point_id, seq, hash) select contact_point_id, seq, hash from consent_entries`.execute(
    db,
  )
  await sql`insert into consent_states (contact_point_id, store_id, channel, state, since, seq)
    select contact_point_id, store_id, channel, after, at, seq from consent_entries`.execute(db)
}
