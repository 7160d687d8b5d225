import {
  type Address,
  type AttributeValues,
  type ImportantDate,
  type Language,
  phoneInvalid,
} from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { invalid, Refusal } from '../../platform/refusal.ts'
import { checkAttributes, readAttributes } from './attributes.ts'
import { canonicalEmail, canonicalPhone, canonicalWhatsapp } from './contact-point.ts'
import { type ProfileRow, profileColumns } from './read.ts'

type Maybe<T> = { [K in keyof T]?: T[K] | undefined }
/** What a profile says of a person; undefined stays, null empties. */
export type ProfileChange = Maybe<{
  firstName: string
  lastName: string
  pronoun: 'she' | 'he' | 'they' | null
  language: Language
  country: string | null
  region: string | null
  city: string | null
  timeZone: string | null
  birthday: string | null
  externalId: string | null
  homeStoreId: string | null
  tags: string[]
  sizes: Record<string, string>
  attributes: AttributeValues
  addresses: Address[]
  dates: ImportantDate[]
}>

const columns = {
  firstName: 'first_name',
  lastName: 'last_name',
  pronoun: 'pronoun',
  language: 'language',
  country: 'country',
  region: 'region',
  city: 'city',
  timeZone: 'time_zone',
  birthday: 'birthday',
  externalId: 'external_id',
  homeStoreId: 'home_store_id',
} as const

/** A profile as it is stored, with what only writers see. */
export type StoredProfile = ProfileRow & { home_store_id: string | null; stored: AttributeValues }

export async function readStored(ctx: Pick<Ctx, 'tx'>, customerId: string): Promise<StoredProfile> {
  const { rows } = await sql<StoredProfile>`
    select ${profileColumns}, c.home_store_id, c.attributes as stored from customers c where c.id = ${customerId}`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw new Error('A customer that was locked is gone.')
  return rows[0]
}

/**
 * Writes what differs from what is there, and counts as one change. The caller has locked the customer.
 * @returns the names of the fields that changed; none when all was so already
 * @throws Refusal ATTRIBUTE_INVALID, EXTERNAL_ID_TAKEN, INVALID for a time zone that does not exist
 */
export async function writeProfile(ctx: Ctx, customerId: string, change: ProfileChange): Promise<string[]> {
  const before = await readStored(ctx, customerId)
  const set: Record<string, unknown> = {}
  const changed: string[] = []
  const note = (field: string, column: string, value: unknown) => {
    changed.push(field)
    set[column] = value
  }
  if (change.timeZone) mustBeZone(change.timeZone)
  for (const [field, column] of Object.entries(columns)) {
    const value = change[field as keyof typeof columns]
    if (value !== undefined && value !== before[column]) note(field, column, value)
  }
  const tags = change.tags && onceEach(change.tags)
  if (tags && !same(tags, before.tags)) note('tags', 'tags', tags)
  if (change.sizes && !same(sorted(change.sizes), sorted(before.sizes)))
    note('sizes', 'sizes', JSON.stringify(change.sizes))
  if (change.attributes && Object.keys(change.attributes).length > 0) {
    checkAttributes(await readAttributes(ctx), change.attributes)
    const after = Object.fromEntries(
      Object.entries({ ...before.stored, ...change.attributes }).filter(([, value]) => value !== null),
    )
    if (!same(sorted(after), sorted(before.stored))) note('attributes', 'attributes', JSON.stringify(after))
  }
  if (set.external_id) await mustBeFree(ctx, String(set.external_id))
  if (change.addresses && !same(change.addresses.map(withoutId), before.addresses.map(withoutId))) {
    changed.push('addresses')
    await replaceAddresses(ctx, customerId, change.addresses, before.addresses)
  }
  if (change.dates && !same(change.dates.map(dateText).sort(), before.dates.map(dateText).sort())) {
    changed.push('dates')
    await replaceDates(ctx, customerId, change.dates)
  }
  if (changed.length === 0) return []
  await ctx.tx
    .updateTable('customers')
    .set(({ eb }) => ({ ...set, version: eb('version', '+', 1), updated_at: ctx.clock.now() }))
    .where('id', '=', customerId)
    .execute()
  return changed
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const sorted = (values: object) => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
const dateText = ({ label, date }: ImportantDate) => `${date} ${label}`
const withoutId = ({ label, recipient, line1, line2, postalCode, city, region, country }: Address) => [
  label,
  recipient,
  line1,
  line2,
  postalCode,
  city,
  region,
  country,
]

/** Tags that differ only in upper and lower case are one; the first spelling stays. */
function onceEach(tags: readonly string[]): string[] {
  const seen = new Set<string>()
  return tags.filter(tag => {
    const folded = tag.toLowerCase()
    return !seen.has(folded) && seen.add(folded)
  })
}

function mustBeZone(timeZone: string): void {
  try {
    Temporal.Now.zonedDateTimeISO(timeZone)
  } catch {
    throw invalid('Name an IANA time zone, as in Europe/Berlin.')
  }
}

async function mustBeFree(ctx: Ctx, externalId: string): Promise<void> {
  const taken = await ctx.tx
    .selectFrom('customers')
    .select('id')
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  if (taken) throw externalIdTaken(taken.id)
}
export const externalIdTaken = (customerId: string | null) =>
  new Refusal('EXTERNAL_ID_TAKEN', 409, 'Another customer has this external id.', { customerId, name: null })

async function replaceAddresses(ctx: Ctx, customerId: string, addresses: Address[], before: Address[]) {
  const kept = new Set(before.flatMap(one => one.id ?? []))
  await ctx.tx.deleteFrom('customer_addresses').where('customer_id', '=', customerId).execute()
  if (addresses.length === 0) return
  const used = new Set<string>()
  await ctx.tx
    .insertInto('customer_addresses')
    .values(
      addresses.map((one, position) => {
        const id = one.id && kept.has(one.id) && !used.has(one.id) ? one.id : undefined
        if (id) used.add(id)
        return {
          ...(id && { id }),
          customer_id: customerId,
          position,
          label: one.label,
          recipient: one.recipient,
          line1: one.line1,
          line2: one.line2,
          postal_code: one.postalCode,
          city: one.city,
          region: one.region,
          country: one.country,
        }
      }),
    )
    .execute()
}

async function replaceDates(ctx: Ctx, customerId: string, dates: ImportantDate[]) {
  await ctx.tx.deleteFrom('important_dates').where('customer_id', '=', customerId).execute()
  if (dates.length === 0) return
  await ctx.tx
    .insertInto('important_dates')
    .values(dates.map(({ label, date }) => ({ customer_id: customerId, label, date })))
    .execute()
}

export type GivenPoint = { kind: 'phone' | 'email' | 'whatsapp'; value: string; entered: string }

/** @throws Refusal PHONE_INVALID, INVALID */
export function canonicalPoint(kind: GivenPoint['kind'], entered: string, country: string): GivenPoint {
  if (kind === 'email') {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(entered)) throw invalid('This is not an email address.')
    return { kind, value: canonicalEmail(entered), entered }
  }
  const value = kind === 'phone' ? canonicalPhone(entered, country) : canonicalWhatsapp(entered, country)
  if (value) return { kind, value, entered }
  throw new Refusal('PHONE_INVALID', 422, phoneInvalid.message)
}

/** What `lockContacts` holds for a contact point. */
export const contactKey = (point: { kind: string; value: string }) => `${point.kind} ${point.value}`
