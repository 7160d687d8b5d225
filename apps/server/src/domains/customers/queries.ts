import type {
  Channel,
  ConsentState,
  ContactPoint,
  Customer,
  CustomerRow,
  Language,
  StaffSummary,
} from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'
import { lookUp, wantedWords } from '../../platform/db/search-words.ts'
import { notFound } from '../../platform/refusal.ts'
import { hueOf, initialsOf } from './avatar.ts'
import { canonicalEmail, canonicalPhone, shownPhone } from './contact-point.ts'

type ListInput = {
  storeId: string
  list: 'mine' | 'store' | 'starred'
  q?: string | undefined
  cursor?: string | undefined
  limit: number
}
type Row = {
  id: string
  name: string
  city: string | null
  heart: ConsentState
  starred: boolean
  conversation_id: string | null
  last_contact_at: Date | null
  sort: string
  matched: string | null
  assigned: StaffSummary | null
}

/** Customers of a store, last contact first; with `q` the best matches by name, phone or email first. */
export async function listCustomers(reading: StaffReading, input: ListInput) {
  mustSeeStore(reading.viewer, input.storeId)
  const { rows } = await (input.q ? searched(reading, input, input.q) : listed(reading, input)).execute(
    reading.tx,
  )
  return pageOf(rows, input.limit, rowOf, row => [row.sort, row.id])
}

const never = '0001-01-01T00:00:00.000000Z'

function listed(reading: StaffReading, input: ListInput): RawBuilder<Row> {
  const cursor = decodeCursor(input.cursor, ['instant', 'id'])
  const me = reading.viewer.staffId
  const narrowed =
    input.list === 'mine'
      ? sql`and c.assigned_staff_id = ${me}`
      : input.list === 'starred'
        ? sql`and exists (select from customer_stars x where x.staff_id = ${me} and x.customer_id = c.id)`
        : sql``
  return sql<Row>`
    with page as (
      select k.customer_id, k.last_contact_at from customer_stores k join customers c on c.id = k.customer_id
      where k.store_id = ${input.storeId} ${narrowed}
      ${cursor ? sql`and (coalesce(k.last_contact_at, ${never}::timestamptz), k.customer_id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
      order by coalesce(k.last_contact_at, ${never}::timestamptz) desc, k.customer_id desc limit ${sql.lit(input.limit + 1)})
    ${shape(input.storeId, me, sql`to_char(coalesce(page.last_contact_at, ${never}::timestamptz) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`, sql`null::text`)}
    order by sort desc, c.id desc`
}

function searched(reading: StaffReading, input: ListInput, q: string): RawBuilder<Row> {
  const cursor = decodeCursor(input.cursor, ['score', 'id'])
  const digits = q.replace(/\D/g, '')
  const phone = digits.length >= 4 ? (canonicalPhone(q) ?? digits) : null
  const email = q.includes('@') ? canonicalEmail(q) : null
  const address = phone ?? email
  const found = address
    ? sql`select p.customer_id, 1::real as score, p.value as matched
        from contact_points p join customer_stores k on k.customer_id = p.customer_id and k.store_id = ${input.storeId}
        where p.value like ${`%${literal(address.replace(/^\+/, ''))}%`}`
    : byName(input.storeId, q)
  const below = cursor
    ? sql`where (to_char(score, 'FM0.000000'), customer_id) < (${cursor[0]}, ${cursor[1]}::uuid)`
    : sql``
  return sql<Row>`
    with found as (${found}),
    page as (
      select one.*, k.last_contact_at from (
        select * from (select distinct on (customer_id) * from found order by customer_id, score desc) once
        ${below} order by to_char(score, 'FM0.000000') desc, customer_id desc limit ${sql.lit(input.limit + 1)}) one
      join customer_stores k on k.customer_id = one.customer_id and k.store_id = ${input.storeId})
    ${shape(input.storeId, reading.viewer.staffId, sql`to_char(page.score, 'FM0.000000')`, sql`page.matched`)}
    order by sort desc, c.id desc`
}

/**
 * Names with all these words, the last perhaps only begun, in any order. Only when there is none, those that are spelled
 * alike: trigrams forgive a typing error, but know Latin letters only and are the dearest look-up here.
 */
function byName(storeId: string, q: string): RawBuilder<unknown> {
  const wanted = wantedWords(q)
  const last = wanted.words.at(-1)
  if (!last) return sql`select null::uuid as customer_id, 0::real as score, null::text as matched where false`
  const words = lookUp(wanted, sql`search_key(${storeId}, 0)`)
  return sql`
    with begun as materialized (
      select customer_id, (case when ' ' || search_name || ' ' like '% ' || plain(${last.word}) || ' %' then 1 else 0.9 end)::real as score
      from customer_names where store_id = ${storeId} and search_words(store_id, 'epoch', search_name) @@ ${words})
    select customer_id, score, null::text as matched from begun
    union all
    select customer_id, word_similarity(plain(${q}), search_name), null from customer_names
    where store_id = ${storeId} and plain(${q}) <% search_name and ${/[a-z]/i.test(q.normalize('NFKD'))} and not exists (select from begun)`
}

const literal = (text: string) => text.replace(/[%_\\]/g, '\\$&')

const shape = (
  storeId: string,
  staffId: string,
  sort: RawBuilder<unknown>,
  matched: RawBuilder<unknown>,
) => sql`
  select c.id, c.name, c.city, page.last_contact_at, v.id as conversation_id, s.customer_id is not null as starred, ${sort} as sort, ${matched} as matched,
    coalesce((select h.state from consent_states h join contact_points p on p.id = h.contact_point_id
      where p.customer_id = c.id and h.store_id = ${storeId}
      order by array_position(array['opted_in', 'requested', 'opted_out', 'none'], h.state) limit 1), 'none') as heart,
    case when a.id is not null then json_build_object('id', a.id, 'firstName', a.first_name, 'lastName', a.last_name, 'hue', a.hue) end as assigned
  from page join customers c on c.id = page.customer_id
  left join conversations v on v.store_id = ${storeId} and v.customer_id = c.id
  left join customer_stars s on s.staff_id = ${staffId} and s.customer_id = c.id
  left join staff a on a.id = c.assigned_staff_id`

function rowOf(row: Row): CustomerRow {
  return {
    id: row.id,
    name: row.name,
    initials: initialsOf(row.name),
    hue: hueOf(row.id),
    city: row.city,
    heart: row.heart,
    starred: row.starred,
    assignedTo: row.assigned,
    conversationId: row.conversation_id,
    lastContactAt: row.last_contact_at?.toISOString() ?? null,
    matched: row.matched && (row.matched.startsWith('+') ? shownPhone(row.matched) : row.matched),
  }
}

/** @throws Refusal NOT_FOUND when this store does not know the customer */
export async function readCustomer(
  reading: StaffReading,
  input: { storeId: string; customerId: string },
): Promise<Customer> {
  mustSeeStore(reading.viewer, input.storeId)
  const row = await reading.tx
    .selectFrom('customer_stores as k')
    .innerJoin('customers as c', 'c.id', 'k.customer_id')
    .leftJoin('customer_stars as s', join =>
      join.onRef('s.customer_id', '=', 'c.id').on('s.staff_id', '=', reading.viewer.staffId),
    )
    .leftJoin('conversations as v', join =>
      join.onRef('v.customer_id', '=', 'c.id').onRef('v.store_id', '=', 'k.store_id'),
    )
    .leftJoin('staff as a', 'a.id', 'c.assigned_staff_id')
    .where('k.store_id', '=', input.storeId)
    .where('k.customer_id', '=', input.customerId)
    .select([
      'c.id',
      'c.first_name',
      'c.last_name',
      'c.name',
      'c.pronoun',
      'c.language',
      'c.country',
      'c.city',
      'c.birthday',
      'c.created_at',
    ])
    .select([
      'k.last_contact_at',
      's.customer_id as starred',
      'v.id as conversation_id',
      'a.id as staff_id',
      'a.first_name as staff_first',
      'a.last_name as staff_last',
      'a.hue',
    ])
    .executeTakeFirst()
  if (!row) throw notFound()
  const points = await reading.tx
    .selectFrom('contact_points')
    .selectAll()
    .where('customer_id', '=', row.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const states = await reading.tx
    .selectFrom('consent_states as h')
    .innerJoin('contact_points as p', 'p.id', 'h.contact_point_id')
    .where('p.customer_id', '=', row.id)
    .where('h.store_id', '=', input.storeId)
    .select(['h.contact_point_id', 'h.channel', 'h.state', 'h.since', 'h.stop_suspected_message_id'])
    .execute()
  const order: ConsentState[] = ['opted_in', 'requested', 'opted_out', 'none']
  const heart = order.find(state => states.some(one => one.state === state)) ?? 'none'
  return {
    id: row.id,
    firstName: row.first_name,
    lastName: row.last_name,
    name: row.name ?? row.first_name,
    initials: initialsOf(row.name ?? row.first_name),
    hue: hueOf(row.id),
    pronoun: row.pronoun as Customer['pronoun'],
    language: row.language as Language,
    country: row.country,
    city: row.city,
    birthday: row.birthday,
    starred: row.starred !== null,
    assignedTo: row.staff_id
      ? {
          id: row.staff_id,
          firstName: row.staff_first ?? '',
          lastName: row.staff_last ?? '',
          hue: row.hue ?? 1,
        }
      : null,
    contactPoints: points.map(point => ({
      id: point.id,
      kind: point.kind as ContactPoint['kind'],
      value: point.value,
      shown: point.kind === 'phone' ? shownPhone(point.value) : point.value,
      channels: channelsOf(point.kind),
      invalid: point.invalid_reason !== null,
    })),
    consents: states.map(one => ({
      contactPointId: one.contact_point_id,
      channel: one.channel as Channel,
      state: one.state as ConsentState,
      since: one.since.toISOString(),
      stopSuspectedMessageId: one.stop_suspected_message_id,
    })),
    heart,
    conversationId: row.conversation_id,
    customerSince: row.created_at.toISOString(),
    lastContactAt: row.last_contact_at?.toISOString() ?? null,
  }
}

const channelsOf = (kind: string): Channel[] =>
  kind === 'email' ? ['email'] : kind === 'whatsapp' ? ['whatsapp'] : ['sms', 'whatsapp']
