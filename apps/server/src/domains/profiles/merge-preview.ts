import {
  mergeFields as fieldNames,
  type MergeChoice,
  type MergeField,
  type MergePreview,
} from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffReading } from '../../platform/context.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { readSides } from './duplicate-sides.ts'
import { stopsOf } from './merge-consent.ts'

type Pair = { survivorId: string; absorbedId: string }
type Person = Record<MergeField, string | null> & { id: string; gone: boolean; version: number }

export const cannotMerge = () =>
  new Refusal(
    'CANNOT_MERGE',
    409,
    'These two cannot be merged: one was merged or erased already, or they are one and the same.',
  )

/**
 * The two, when this person may merge them: both known to stores of theirs.
 * @throws Refusal NOT_FOUND, CANNOT_MERGE
 */
export async function readPair(reading: StaffReading, pair: Pair): Promise<[Person, Person]> {
  const { rows } = await sql<Person & { seen: boolean }>`
    select c.id, c.version, c.first_name as "firstName", c.last_name as "lastName", c.pronoun, c.language, c.country, c.region, c.city, c.time_zone as "timeZone",
      c.birthday::text as birthday, c.external_id as "externalId", a.first_name || ' ' || a.last_name as "assignedTo", h.name as "homeStore",
      c.merged_into is not null or c.erased_at is not null as gone,
      c.merged_into is not null or exists (select from customer_stores k where k.customer_id = c.id and k.store_id = any(${[...reading.viewer.storeIds]}::uuid[])) as seen
    from customers c left join staff a on a.id = c.assigned_staff_id left join stores h on h.id = c.home_store_id
    where c.id = any(${[pair.survivorId, pair.absorbedId]}::uuid[])`.execute(reading.tx)
  const survivor = rows.find(row => row.id === pair.survivorId)
  const absorbed = rows.find(row => row.id === pair.absorbedId)
  if (!survivor?.seen || !absorbed?.seen) throw notFound()
  if (survivor === absorbed || survivor.gone || absorbed.gone) throw cannotMerge()
  return [survivor, absorbed]
}

/** What is taken unless told otherwise: the survivor's, where they say something. */
export const proposed = (field: MergeField, [survivor, absorbed]: readonly [Person, Person]): MergeChoice =>
  (survivor[field] ?? '') === '' && (absorbed[field] ?? '') !== '' ? 'absorbed' : 'survivor'

/** What a merge would do, field by field (CUS-7). Writes nothing. */
export async function previewMerge(reading: StaffReading, input: Pair): Promise<MergePreview> {
  const pair = await readPair(reading, input)
  const sides = await readSides(reading, null, [input.survivorId, input.absorbedId])
  const [survivor, absorbed] = [sides.get(input.survivorId), sides.get(input.absorbedId)]
  if (!survivor || !absorbed) throw notFound()
  const id = input.absorbedId
  const { rows } = await sql<MergePreview['moves']>`
    select (select count(*) from contact_points where customer_id = ${id})::int as "contactPoints",
      (select count(*) from customer_addresses where customer_id = ${id})::int as addresses,
      (select count(*) from important_dates where customer_id = ${id})::int as dates,
      (select count(*) from orders where customer_id = ${id})::int as orders,
      (select count(*) from customer_notes where customer_id = ${id})::int as notes,
      (select count(*) from wishlist_items where customer_id = ${id})::int as wishes,
      (select coalesce(sum(last_sequence), 0) from conversations where customer_id = ${id})::int as messages`.execute(
    reading.tx,
  )
  const stops = await stopsOf(reading, input)
  const stores = await reading.tx.selectFrom('stores').select(['id', 'name']).execute()
  const nameOf = (storeId: string) => stores.find(store => store.id === storeId)?.name ?? null
  const told = stops.map(stop =>
    stop.everywhere
      ? { storeId: null, storeName: null, channel: stop.channel }
      : { storeId: stop.storeId, storeName: nameOf(stop.storeId), channel: stop.channel },
  )
  return {
    survivor,
    absorbed,
    fields: fieldNames.map(field => ({
      field,
      survivor: pair[0][field],
      absorbed: pair[1][field],
      proposed: proposed(field, pair),
    })),
    moves: rows[0] as MergePreview['moves'],
    stops: [...new Map(told.map(stop => [JSON.stringify(stop), stop])).values()],
  }
}
