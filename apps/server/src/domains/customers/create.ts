import type { Language } from '@rapport/contract'
import { mustSeeStore, type StaffCtx } from '../../platform/context.ts'
import { violates } from '../../platform/db/database.ts'
import { publish } from '../../platform/events.ts'
import { invalid, Refusal } from '../../platform/refusal.ts'
import { noteAssignment } from './assign.ts'
import { lockContacts } from './contact-lock.ts'
import { countryOfPhone } from './contact-point.ts'
import {
  canonicalPoint,
  contactKey,
  externalIdTaken,
  type GivenPoint,
  type ProfileChange,
  writeProfile,
} from './write-profile.ts'

type Input = ProfileChange & {
  storeId: string
  firstName: string
  lastName: string
  phone?: string | undefined
  email?: string | undefined
}

/**
 * Adds a customer to a store. Someone whom the business knows by that phone or email is not made twice: the store is
 * told who it is, and from then on knows them too.
 * @throws Refusal CUSTOMER_EXISTS, PHONE_INVALID, ATTRIBUTE_INVALID, EXTERNAL_ID_TAKEN, INVALID without any way to reach them
 */
export async function createCustomer(ctx: StaffCtx, input: Input): Promise<{ customerId: string }> {
  mustSeeStore(ctx.viewer, input.storeId)
  const store = await ctx.tx
    .selectFrom('stores')
    .select(['country', 'language'])
    .where('id', '=', input.storeId)
    .executeTakeFirstOrThrow()
  const points = [
    ...(input.phone ? [canonicalPoint('phone', input.phone, store.country)] : []),
    ...(input.email ? [canonicalPoint('email', input.email, store.country)] : []),
  ]
  if (points.length === 0) throw invalid('Give a phone number or an email address.')
  // Of two who add the same person at the same moment, the second waits here, and then finds them.
  await lockContacts(ctx, points.map(contactKey))
  for (const point of points) {
    const known = await ownerOf(ctx, input.storeId, point)
    if (known?.here) throw customerExists(known)
    if (known) return linkCustomer(ctx, { storeId: input.storeId, customerId: known.customerId })
  }
  const customerId = await insertCustomer(
    ctx,
    { ...input, language: input.language ?? (store.language as Language) },
    points,
    {
      country: store.country,
      assignedTo: ctx.viewer.staffId,
      storeIds: [input.storeId],
    },
  )
  return { customerId }
}

type Place = { country: string; assignedTo: string | null; storeIds: readonly string[] }

/** Writes a customer whom nobody knows, and tells their stores. The caller holds the contact points. */
export async function insertCustomer(
  ctx: StaffCtx,
  input: ProfileChange & { firstName: string; lastName: string; language: Language },
  points: readonly GivenPoint[],
  { country, assignedTo, storeIds }: Place,
): Promise<string> {
  const now = ctx.clock.now()
  const phone = points.find(point => point.kind === 'phone')
  const { firstName, lastName, language, ...rest } = input
  const { id: customerId } = await ctx.tx
    .insertInto('customers')
    .values({
      first_name: firstName,
      last_name: lastName,
      language,
      country: input.country ?? (phone && countryOfPhone(phone.value)) ?? country,
      assigned_staff_id: assignedTo,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeProfile(ctx, customerId, rest as ProfileChange).catch(error => {
    throw violates(error, 'customers_external_id_key') ? externalIdTaken(null) : error
  })
  await ctx.tx.updateTable('customers').set({ version: 1 }).where('id', '=', customerId).execute()
  await attachPoints(ctx, customerId, points)
  await ctx.tx
    .insertInto('customer_stores')
    .values(storeIds.map(store_id => ({ store_id, customer_id: customerId, since: now })))
    .execute()
  if (assignedTo) await noteAssignment(ctx, customerId, assignedTo)
  for (const storeId of storeIds)
    await publish(
      ctx,
      'customer.changed',
      { storeId, customerId, staffId: ctx.viewer.staffId },
      { what: 'created' },
    )
  return customerId
}

/**
 * Gives contact points to a customer. One that was taken from somebody comes back with its ledger: an opt-out stands,
 * whoever has the number. The caller holds the contact points, and knows that they are nobody's.
 */
export async function attachPoints(
  ctx: Pick<StaffCtx, 'tx' | 'clock'>,
  customerId: string,
  points: readonly GivenPoint[],
): Promise<void> {
  if (points.length === 0) return
  await ctx.tx
    .insertInto('contact_points')
    .values(points.map(point => ({ ...point, customer_id: customerId, created_at: ctx.clock.now() })))
    .onConflict(conflict =>
      conflict
        .columns(['kind', 'value'])
        .doUpdateSet({ customer_id: customerId, detached_at: null, invalid_reason: null })
        .where('contact_points.detached_at', 'is not', null),
    )
    .execute()
}

const customerExists = (known: { customerId: string; name: string }) =>
  new Refusal('CUSTOMER_EXISTS', 409, 'Someone with this phone or email is already a customer.', {
    customerId: known.customerId,
    name: known.name,
  })

async function ownerOf(ctx: StaffCtx, storeId: string, point: GivenPoint) {
  const row = await ctx.tx
    .selectFrom('contact_points as p')
    .innerJoin('customers as c', 'c.id', 'p.customer_id')
    .leftJoin('customer_stores as k', join =>
      join.onRef('k.customer_id', '=', 'c.id').on('k.store_id', '=', storeId),
    )
    .where('p.kind', '=', point.kind)
    .where('p.value', '=', point.value)
    .where('p.detached_at', 'is', null)
    .select(['c.id', 'c.name', 'k.store_id'])
    .executeTakeFirst()
  return row && { customerId: row.id, name: row.name ?? '', here: row.store_id !== null }
}

/** Makes a customer of the business known to one more store. */
async function linkCustomer(
  ctx: StaffCtx,
  input: { storeId: string; customerId: string },
): Promise<{ customerId: string }> {
  mustSeeStore(ctx.viewer, input.storeId)
  await ctx.tx
    .insertInto('customer_stores')
    .values({ store_id: input.storeId, customer_id: input.customerId, since: ctx.clock.now() })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  await publish(
    ctx,
    'customer.changed',
    { storeId: input.storeId, customerId: input.customerId, staffId: ctx.viewer.staffId },
    { what: 'updated' },
  )
  return { customerId: input.customerId }
}
