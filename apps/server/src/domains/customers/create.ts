import { type Language, phoneInvalid } from '@rapport/contract'
import { mustSeeStore, type StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { invalid, Refusal } from '../../platform/refusal.ts'
import { canonicalEmail, canonicalPhone, countryOfPhone } from './contact-point.ts'

type Input = {
  storeId: string
  firstName: string
  lastName: string
  phone?: string | undefined
  email?: string | undefined
  language?: Language | undefined
  pronoun?: 'she' | 'he' | 'they' | null | undefined
}

/**
 * Adds a customer to a store. Someone whom the business knows by that phone or email is not made twice: the store is
 * told who it is, and from then on knows them too.
 * @throws Refusal CUSTOMER_EXISTS, PHONE_INVALID, INVALID without any way to reach them
 */
export async function createCustomer(ctx: StaffCtx, input: Input): Promise<{ customerId: string }> {
  mustSeeStore(ctx.viewer, input.storeId)
  const store = await ctx.tx
    .selectFrom('stores')
    .select(['country', 'language'])
    .where('id', '=', input.storeId)
    .executeTakeFirstOrThrow()
  const points = contactPointsOf(input, store.country)
  if (points.length === 0) throw invalid('Give a phone number or an email address.')
  const now = ctx.clock.now()
  for (const point of points) {
    const known = await ownerOf(ctx, input.storeId, point)
    if (known?.here) throw customerExists(known)
    if (known) return linkCustomer(ctx, { storeId: input.storeId, customerId: known.customerId })
  }

  const phone = points.find(point => point.kind === 'phone')
  const { id: customerId } = await ctx.tx
    .insertInto('customers')
    .values({
      first_name: input.firstName,
      last_name: input.lastName,
      pronoun: input.pronoun ?? null,
      language: input.language ?? store.language,
      country: (phone && countryOfPhone(phone.value)) ?? store.country,
      assigned_staff_id: ctx.viewer.staffId,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await ctx.tx
    .insertInto('contact_points')
    .values(points.map(point => ({ ...point, customer_id: customerId, created_at: now })))
    .execute()
  await ctx.tx
    .insertInto('customer_stores')
    .values({ store_id: input.storeId, customer_id: customerId, since: now })
    .execute()
  await publish(
    ctx,
    'customer.changed',
    { storeId: input.storeId, customerId, staffId: ctx.viewer.staffId },
    { what: 'created' },
  )
  return { customerId }
}

type Point = { kind: 'phone' | 'email'; value: string; entered: string }

function contactPointsOf(input: Input, country: string): Point[] {
  const points: Point[] = []
  if (input.phone) {
    const value = canonicalPhone(input.phone, country)
    if (!value) throw new Refusal('PHONE_INVALID', 422, phoneInvalid.message)
    points.push({ kind: 'phone', value, entered: input.phone })
  }
  if (input.email) points.push({ kind: 'email', value: canonicalEmail(input.email), entered: input.email })
  return points
}

const customerExists = (known: { customerId: string; name: string }) =>
  new Refusal('CUSTOMER_EXISTS', 409, 'Someone with this phone or email is already a customer.', {
    customerId: known.customerId,
    name: known.name,
  })

async function ownerOf(ctx: StaffCtx, storeId: string, point: Point) {
  const row = await ctx.tx
    .selectFrom('contact_points as p')
    .innerJoin('customers as c', 'c.id', 'p.customer_id')
    .leftJoin('customer_stores as k', join =>
      join.onRef('k.customer_id', '=', 'c.id').on('k.store_id', '=', storeId),
    )
    .where('p.kind', '=', point.kind)
    .where('p.value', '=', point.value)
    .select(['c.id', 'c.name', 'k.store_id'])
    .executeTakeFirst()
  return row && { customerId: row.id, name: row.name, here: row.store_id !== null }
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
