import { type Insertable, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { DB } from '../../platform/db/database.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { JsonObject } from '../../platform/db/schema.generated.ts'
import type { Profile, SourceId } from './people.ts'

export type NewPoint = { customerId: string; kind: 'phone' | 'email'; value: string; entered: string }
export type NewAddress = Omit<Insertable<DB['customer_addresses']>, 'id' | 'position'>
/** Of these addresses a profile keeps this many; a source that sends another with each order does not flood it. */
const mostAddresses = 10

/** Adds people who were not known. */
export async function addPeople(
  ctx: Ctx,
  people: readonly (Profile & { created_at: Date })[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    'customers',
    people.map(person => ({
      ...person,
      attributes: person.attributes as JsonObject,
      updated_at: ctx.clock.now(),
    })),
  )
}

/** Writes these profiles as they are now; each counts as one change. */
export async function changeProfiles(ctx: Ctx, profiles: readonly Profile[]): Promise<void> {
  if (profiles.length === 0) return
  await sql`
    update customers c set first_name = n.first_name, last_name = n.last_name, language = n.language, pronoun = n.pronoun,
      birthday = n.birthday, country = n.country, region = n.region, city = n.city,
      assigned_staff_id = n.assigned_staff_id, home_store_id = n.home_store_id, tags = n.tags, attributes = n.attributes,
      version = c.version + 1, updated_at = ${ctx.clock.now()}
    from json_populate_recordset(null::customers, ${JSON.stringify(profiles)}::json) n where c.id = n.id`.execute(
    ctx.tx,
  )
}

/**
 * Adds ways to reach people; one that was taken from somebody is free for another.
 * @returns those that another has taken meanwhile: they are not added
 */
export async function addContactPoints(ctx: Ctx, points: readonly NewPoint[]): Promise<NewPoint[]> {
  if (points.length === 0) return []
  const { rows } = await sql<{ kind: string; value: string }>`
    insert into contact_points (customer_id, kind, value, entered, created_at)
    select "customerId", kind, value, entered, ${ctx.clock.now()}
    from json_to_recordset(${JSON.stringify(points)}::json) as p ("customerId" uuid, kind text, value text, entered text)
    on conflict (kind, value) do update set customer_id = excluded.customer_id, detached_at = null, invalid_reason = null
      where contact_points.detached_at is not null
    returning kind, value`.execute(ctx.tx)
  if (rows.length === points.length) return []
  const added = new Set(rows.map(row => `${row.kind} ${row.value}`))
  return points.filter(point => !added.has(`${point.kind} ${point.value}`))
}

/** From now on this source's id means this customer. */
export async function addExternalIds(
  ctx: Ctx,
  ids: readonly (SourceId & { customerId: string })[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    'customer_external_ids',
    ids.map(({ source, externalId, customerId }) => ({
      source,
      external_id: externalId,
      customer_id: customerId,
    })),
    sql`on conflict do nothing`,
  )
}

/** Adds addresses that the profile does not have yet, behind those it has. */
export async function addAddresses(ctx: Ctx, addresses: readonly NewAddress[]): Promise<void> {
  if (addresses.length === 0) return
  await sql`
    with given as (
      select distinct on (customer_id, plain(line1), plain(coalesce(postal_code, '')), plain(city)) a.*
      from json_populate_recordset(null::customer_addresses, ${JSON.stringify(addresses)}::json) with ordinality
        a (id, customer_id, position, label, recipient, line1, line2, postal_code, city, region, country, n)
      order by customer_id, plain(line1), plain(coalesce(postal_code, '')), plain(city), n),
    -- First those of these customers, by their index: compared at once, the addresses of everybody would be folded.
    held as materialized (
      select o.customer_id, o.position, plain(o.line1) as line1, plain(o.city) as city, plain(coalesce(o.postal_code, '')) as postal_code
      from customer_addresses o where o.customer_id = any(array(select g.customer_id from given g))),
    fresh as (
      select given.*, row_number() over (partition by given.customer_id order by n)
        + coalesce((select max(position) from held o where o.customer_id = given.customer_id), 0) as place
      from given where not exists (select from held o where o.customer_id = given.customer_id
        and o.line1 = plain(given.line1) and o.city = plain(given.city)
        and o.postal_code = plain(coalesce(given.postal_code, ''))))
    insert into customer_addresses (customer_id, position, label, recipient, line1, line2, postal_code, city, region, country)
    select customer_id, place, label, recipient, line1, line2, postal_code, city, region, country
    from fresh where place <= ${sql.lit(mostAddresses)}`.execute(ctx.tx)
}

type Knowing = { store_id: string; customer_id: string; since: Date }

/**
 * Holds what lists are filtered by, of customers whom `makeKnown` will show to one more store. To be asked before their
 * figures are written, for everybody else holds the two in this order (migration 0033).
 */
export async function holdFilters(ctx: Ctx, known: readonly Knowing[]): Promise<void> {
  if (known.length === 0) return
  const stores = known.map(one => one.store_id)
  const customers = known.map(one => one.customer_id)
  await sql`
    select from customer_filters f where f.customer_id = any(array(
      select n.customer_id from unnest(${stores}::uuid[], ${customers}::uuid[]) n (store_id, customer_id)
      where not exists (select from customer_stores k where k.store_id = n.store_id and k.customer_id = n.customer_id)))
    order by f.customer_id, f.store_id for update`.execute(ctx.tx)
}

/** These stores know these customers from now on; since the earlier day when they did already. */
export async function makeKnown(ctx: Ctx, known: readonly Knowing[]): Promise<void> {
  await insertRows(
    ctx.tx,
    'customer_stores',
    known.map(one => ({ ...one })),
    sql`on conflict (store_id, customer_id) do nothing`,
  )
}
