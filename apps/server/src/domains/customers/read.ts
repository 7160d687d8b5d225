import type {
  Address,
  AttributeValues,
  Channel,
  ConsentState,
  ContactPoint,
  Customer,
  Figures,
  ImportantDate,
  Language,
  StaffSummary,
} from '@rapport/contract'
import { sql } from 'kysely'
import { mustSeeStore, type Reading, type StaffReading } from '../../platform/context.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { hueOf, initialsOf } from './avatar.ts'
import { shownPhone } from './contact-point.ts'
import { nextThing, todayIn } from './dates.ts'
import { type FiguresRow, figuresJson, figuresOf } from './figures.ts'

/** The columns that a profile and a record have in common. */
export type ProfileRow = {
  id: string
  external_id: string | null
  version: number
  updated_at: Date
  created_at: Date
  first_name: string
  last_name: string
  pronoun: Customer['pronoun']
  language: Language
  country: string | null
  region: string | null
  city: string | null
  time_zone: string | null
  birthday: string | null
  tags: string[]
  sizes: Record<string, string>
  attributes: AttributeValues
  addresses: Address[]
  dates: ImportantDate[]
  figures: FiguresRow[]
}

/** For `select` from `customers c`: what `ProfileRow` says. Archived attributes stay out of sight. */
export const profileColumns = sql`c.id, c.external_id, c.version, coalesce(c.updated_at, c.created_at) as updated_at, c.created_at, c.first_name, c.last_name,
  c.pronoun, c.language, c.country, c.region, c.city, c.time_zone, c.birthday::text, c.tags, c.sizes,
  coalesce((select jsonb_object_agg(x.key, x.value) from jsonb_each(c.attributes) x join attribute_definitions d on d.key = x.key and not d.archived), '{}') as attributes,
  coalesce((select json_agg(json_build_object('id', a.id, 'label', a.label, 'recipient', a.recipient, 'line1', a.line1, 'line2', a.line2,
    'postalCode', a.postal_code, 'city', a.city, 'region', a.region, 'country', a.country) order by a.position)
    from customer_addresses a where a.customer_id = c.id), '[]') as addresses,
  coalesce((select json_agg(json_build_object('label', d.label, 'date', d.date) order by right(d.date, 5), d.label)
    from important_dates d where d.customer_id = c.id), '[]') as dates,
  ${figuresJson} as figures`

export const profileOf = (row: ProfileRow) => ({
  id: row.id,
  externalId: row.external_id,
  version: row.version,
  updatedAt: row.updated_at.toISOString(),
  firstName: row.first_name,
  lastName: row.last_name,
  pronoun: row.pronoun,
  language: row.language,
  country: row.country,
  region: row.region,
  city: row.city,
  timeZone: row.time_zone,
  birthday: row.birthday,
  tags: row.tags,
  sizes: row.sizes,
  attributes: row.attributes,
  addresses: row.addresses,
  dates: row.dates,
  figures: row.figures.map(figuresOf) as Figures[],
})

type Row = ProfileRow & {
  name: string
  last_contact_at: Date | null
  starred: boolean
  conversation_id: string | null
  assigned: StaffSummary | null
  home_store: { id: string; name: string } | null
}

/** @throws Refusal NOT_FOUND when this store does not know the customer; MERGED with whom they are now */
export async function readCustomer(
  reading: StaffReading,
  { storeId, customerId }: { storeId: string; customerId: string },
): Promise<Customer> {
  mustSeeStore(reading.viewer, storeId)
  const { rows } = await sql<Row>`
    select ${profileColumns}, c.name, k.last_contact_at,
      exists (select from customer_stars s where s.staff_id = ${reading.viewer.staffId} and s.customer_id = c.id) as starred,
      (select v.id from conversations v where v.store_id = k.store_id and v.customer_id = c.id) as conversation_id,
      (select json_build_object('id', a.id, 'firstName', a.first_name, 'lastName', a.last_name, 'hue', a.hue)
        from staff a where a.id = c.assigned_staff_id) as assigned,
      (select json_build_object('id', s.id, 'name', s.name) from stores s where s.id = c.home_store_id) as home_store
    from customer_stores k join customers c on c.id = k.customer_id
    where k.store_id = ${storeId} and k.customer_id = ${customerId}`.execute(reading.tx)
  const [row] = rows
  if (!row) throw await notHere(reading, { storeId, customerId })
  const contactPoints = await readContactPoints(reading, customerId)
  const consents = await readConsents(reading, storeId, customerId)
  const order: ConsentState[] = ['opted_in', 'requested', 'opted_out', 'none']
  const [latest] = [...row.figures].sort((a, b) => b.lastOrderAt.localeCompare(a.lastOrderAt))
  return {
    ...profileOf(row),
    name: row.name,
    initials: initialsOf(row.name),
    hue: hueOf(row.id),
    starred: row.starred,
    assignedTo: row.assigned,
    homeStore: row.home_store,
    contactPoints,
    consents,
    heart: order.find(state => consents.some(one => one.state === state)) ?? 'none',
    conversationId: row.conversation_id,
    customerSince: row.created_at.toISOString(),
    lastContactAt: row.last_contact_at?.toISOString() ?? null,
    lastPurchase: latest
      ? { products: latest.lastProducts, at: new Date(latest.lastOrderAt).toISOString() }
      : null,
    next: nextThing(row.birthday, await todayIn(reading, storeId)),
  }
}

/** Nobody, unless they were merged into somebody whom this store knows. */
async function notHere(
  reading: StaffReading,
  { storeId, customerId }: { storeId: string; customerId: string },
): Promise<Refusal> {
  const survivor = await reading.tx
    .selectFrom('customers as c')
    .innerJoin('customer_stores as k', 'k.customer_id', 'c.merged_into')
    .where('c.id', '=', customerId)
    .where('k.store_id', '=', storeId)
    .select('k.customer_id as id')
    .executeTakeFirst()
  if (!survivor) return notFound()
  const message = 'This customer was merged with another, under whose id they are found now.'
  return new Refusal('MERGED', 410, message, { customerId: survivor.id })
}

export async function readContactPoints(
  reading: Pick<Reading, 'tx'>,
  customerId: string,
): Promise<ContactPoint[]> {
  const points = await reading.tx
    .selectFrom('contact_points')
    .select(['id', 'kind', 'value', 'invalid_reason'])
    .where('customer_id', '=', customerId)
    .where('detached_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return points.map(point => ({
    id: point.id,
    kind: point.kind as ContactPoint['kind'],
    value: point.value,
    shown: point.kind === 'phone' ? shownPhone(point.value) : point.value,
    channels: channelsOf(point.kind),
    invalid: point.invalid_reason !== null,
  }))
}

/** As the ledger left them towards this store; STOPALL stands also for a store that never wrote. */
async function readConsents(reading: Reading, storeId: string, customerId: string) {
  const { rows } = await sql<{
    id: string
    channel: Channel
    state: ConsentState
    since: Date
    suspected: string | null
  }>`
    with points as (select id, kind from contact_points where customer_id = ${customerId} and detached_at is null)
    select p.id, h.channel, h.state, h.since, h.stop_suspected_message_id as suspected
      from points p join consent_states h on h.contact_point_id = p.id where h.store_id = ${storeId}
    union all
    select p.id, case p.kind when 'phone' then 'sms' else p.kind end, 'opted_out', e.stopped_everywhere_at, null
      from points p join consent_heads e on e.contact_point_id = p.id
      where e.stopped_everywhere_at is not null
        and not exists (select from consent_states h where h.contact_point_id = p.id and h.store_id = ${storeId})`.execute(
    reading.tx,
  )
  return rows.map(one => ({
    contactPointId: one.id,
    channel: one.channel,
    state: one.state,
    since: one.since.toISOString(),
    stopSuspectedMessageId: one.suspected,
  }))
}

const channelsOf = (kind: string): Channel[] =>
  kind === 'email' ? ['email'] : kind === 'whatsapp' ? ['whatsapp'] : ['sms', 'whatsapp']
