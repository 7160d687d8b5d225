import type { Customer } from '@rapport/contract'
import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { lockContacts } from './contact-lock.ts'
import { attachPoints } from './create.ts'
import { lockCustomers, mustKnow, tellStores, touchCustomer } from './known.ts'
import { readCustomer } from './read.ts'
import { countryOf } from './search.ts'
import { canonicalPoint, contactKey, type GivenPoint } from './write-profile.ts'

type OfCustomer = { storeId: string; customerId: string }

/**
 * Adds a way to reach a customer; one that they have already stays as it is.
 * @throws Refusal CONTACT_TAKEN with whose it is, if the viewer may know; PHONE_INVALID, INVALID, NOT_FOUND
 */
export async function addContactPoint(
  ctx: StaffCtx,
  input: OfCustomer & { kind: GivenPoint['kind']; value: string },
): Promise<Customer> {
  await mustKnow(ctx, input)
  const point = canonicalPoint(input.kind, input.value, await countryOf(ctx, input.storeId))
  await lockContacts(ctx, [contactKey(point)])
  await lockCustomers(ctx, [input.customerId])
  if (await giveContactPoint(ctx, input.customerId, point))
    await contactChanged(ctx, input, 'added', point.kind)
  return readCustomer(ctx, input)
}

/**
 * Gives this customer a contact point that is nobody's. The caller holds both.
 * @returns whether it is new to them
 * @throws Refusal CONTACT_TAKEN
 */
export async function giveContactPoint(
  ctx: StaffCtx,
  customerId: string,
  point: GivenPoint,
): Promise<boolean> {
  const owner = await ctx.tx
    .selectFrom('contact_points as p')
    .innerJoin('customers as c', 'c.id', 'p.customer_id')
    .where('p.kind', '=', point.kind)
    .where('p.value', '=', point.value)
    .where('p.detached_at', 'is', null)
    .select(['c.id', 'c.name'])
    .select(({ exists, selectFrom, val }) =>
      exists(
        selectFrom('customer_stores as k')
          .select('k.store_id')
          .whereRef('k.customer_id', '=', 'c.id')
          .where(({ eb }) => eb('k.store_id', '=', eb.fn.any(val([...ctx.viewer.storeIds])))),
      ).as('visible'),
    )
    .executeTakeFirst()
  if (owner?.id === customerId) return false
  if (owner)
    throw new Refusal(
      'CONTACT_TAKEN',
      409,
      'This belongs to another customer. If they are one person, merge the two.',
      owner.visible ? { customerId: owner.id, name: owner.name } : { customerId: null, name: null },
    )
  await attachPoints(ctx, customerId, [point])
  return true
}

/** @throws Refusal NOT_FOUND when it is not this customer's */
export async function contactPointOf(ctx: StaffCtx, input: OfCustomer & { contactPointId: string }) {
  await mustKnow(ctx, input)
  const point = await ctx.tx
    .selectFrom('contact_points')
    .select(['id', 'kind', 'value'])
    .where('id', '=', input.contactPointId)
    .where('customer_id', '=', input.customerId)
    .where('detached_at', 'is', null)
    .executeTakeFirst()
  if (!point) throw notFound()
  return { ...point, kind: point.kind as GivenPoint['kind'] }
}

/**
 * Takes a contact point from its customer. It stays for its ledger's sake, and nothing is sent to it. The caller holds
 * its consent, and has ended what was opted in.
 */
export async function detachContactPoint(ctx: Ctx, contactPointId: string): Promise<void> {
  await ctx.tx
    .updateTable('contact_points')
    .set({ detached_at: ctx.clock.now(), invalid_reason: 'detached' })
    .where('id', '=', contactPointId)
    .execute()
}

/** A new version, audit and news of a change of how a customer is reached. */
export async function contactChanged(
  ctx: Ctx,
  { storeId, customerId }: OfCustomer,
  what: 'added' | 'replaced' | 'removed',
  kind: string,
): Promise<void> {
  await touchCustomer(ctx, customerId)
  await recordAudit(ctx, `customer.contact_${what}`, { subject: customerId, storeId, after: { kind } })
  await tellStores(ctx, customerId, 'updated')
}
