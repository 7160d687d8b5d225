import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { DB } from '../../platform/db/database.ts'
import { whatsappOf } from './contact-point.ts'

type CustomerColumns = Selectable<DB['customers']>
/** What others than the customer's own screen may fill in. */
export type Profile = Pick<
  CustomerColumns,
  | 'id'
  | 'first_name'
  | 'last_name'
  | 'language'
  | 'pronoun'
  | 'birthday'
  | 'country'
  | 'region'
  | 'city'
  | 'assigned_staff_id'
  | 'home_store_id'
  | 'tags'
> & { attributes: Record<string, unknown> }

export type ContactKeys = { phones: readonly string[]; emails: readonly string[] }
export type SourceId = { source: string; externalId: string }

/** Who has these phones and emails, each canonical; one that was taken from its customer is nobody's. */
export async function ownersOfContacts(
  { tx }: Pick<Ctx, 'tx'>,
  { phones, emails }: ContactKeys,
): Promise<{ kind: string; value: string; customer_id: string }[]> {
  if (phones.length + emails.length === 0) return []
  return tx
    .selectFrom('contact_points')
    .select(['kind', 'value', 'customer_id'])
    .where('detached_at', 'is', null)
    .where(({ or, and, eb, val }) =>
      or([
        and([eb('kind', '=', 'phone'), eb('value', '=', sql<string>`any(${val([...phones])}::text[])`)]),
        and([eb('kind', '=', 'email'), eb('value', '=', sql<string>`any(${val([...emails])}::text[])`)]),
        and([
          eb('kind', '=', 'whatsapp'),
          eb('value', '=', sql<string>`any(${val(phones.map(whatsappOf))}::text[])`),
        ]),
      ]),
    )
    .execute()
}

/**
 * Whom the business means by its ids, `text[]`: who has one as their own; else who has it from a source of orders, if
 * that is one person only. Rows of `external_id` and `customer_id`.
 */
export const namedBy = (ids: RawBuilder<unknown>) => sql`(
  select c.external_id, coalesce(c.merged_into, c.id) as customer_id from customers c
    where c.external_id = any(${ids}) and c.erased_at is null
  union all
  select x.external_id, (array_agg(x.customer_id))[1] from customer_external_ids x where x.external_id = any(${ids})
    and not exists (select from customers c where c.external_id = x.external_id and c.erased_at is null)
    group by x.external_id having count(distinct x.customer_id) = 1)`

/** Whom a source means by its ids; else whom the business itself calls so. */
export async function ownersOfExternalIds(
  { tx }: Pick<Ctx, 'tx'>,
  ids: readonly SourceId[],
): Promise<(SourceId & { customerId: string })[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<SourceId & { customerId: string }>`
    select given.source, given."externalId", coalesce(
      (select customer_id from customer_external_ids x where x.source = given.source and x.external_id = given."externalId"),
      (select coalesce(merged_into, id) from customers c where c.external_id = given."externalId")) as "customerId"
    from json_to_recordset(${JSON.stringify(ids)}::json) as given (source text, "externalId" text)`.execute(
    tx,
  )
  return rows.filter(row => row.customerId !== null)
}

/** These customers as they stand, held against another change until the transaction ends. */
export async function holdProfiles({ tx }: Pick<Ctx, 'tx'>, ids: readonly string[]): Promise<Profile[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('customers')
    .select([
      'id',
      'first_name',
      'last_name',
      'language',
      'pronoun',
      'birthday',
      'country',
      'region',
      'city',
      'assigned_staff_id',
      'home_store_id',
      'tags',
      'attributes',
    ])
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
    .orderBy('id')
    // Others may still refer to the customer meanwhile.
    .forNoKeyUpdate()
    .execute()
  return rows.map(row => ({ ...row, attributes: (row.attributes ?? {}) as Record<string, unknown> }))
}
