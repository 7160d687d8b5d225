import type { Channel, ConsentState, Customer } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import {
  canonicalPoint,
  contactChanged,
  contactKey,
  contactPointOf,
  detachContactPoint,
  giveContactPoint,
  lockContacts,
  lockCustomers,
  readCustomer,
} from '../customers/index.ts'
import { lockConsent, recordConsent } from './ledger.ts'

type Input = { storeId: string; customerId: string; contactPointId: string }

/**
 * Takes a contact point from its customer. Its ledger stays; what was opted in or asked ends with an entry, so that
 * whoever has the number next is asked anew. An opt-out stands, whoever has it.
 * @throws Refusal NOT_FOUND
 */
export async function removeContactPoint(ctx: StaffCtx, input: Input): Promise<Customer> {
  const point = await contactPointOf(ctx, input)
  await lockConsent(ctx, point.id)
  await lockCustomers(ctx, [input.customerId])
  await endOptIns(ctx, point.id)
  await detachContactPoint(ctx, point.id)
  await contactChanged(ctx, input, 'removed', point.kind)
  return readCustomer(ctx, input)
}

/**
 * Puts another contact point of the same kind in the place of one, which is then taken away as above.
 * @throws Refusal CONTACT_TAKEN, PHONE_INVALID, INVALID, NOT_FOUND
 */
export async function replaceContactPoint(
  ctx: StaffCtx,
  input: Input & { value: string },
): Promise<Customer> {
  const point = await contactPointOf(ctx, input)
  const { country } = await ctx.tx
    .selectFrom('stores')
    .select('country')
    .where('id', '=', input.storeId)
    .executeTakeFirstOrThrow()
  const next = canonicalPoint(point.kind, input.value, country)
  if (next.value === point.value) return readCustomer(ctx, input)
  await lockConsent(ctx, point.id)
  await lockContacts(ctx, [contactKey(next)])
  await lockCustomers(ctx, [input.customerId])
  await giveContactPoint(ctx, input.customerId, next)
  await endOptIns(ctx, point.id)
  await detachContactPoint(ctx, point.id)
  await contactChanged(ctx, input, 'replaced', point.kind)
  return readCustomer(ctx, input)
}

async function endOptIns(ctx: StaffCtx, contactPointId: string): Promise<void> {
  const open = await ctx.tx
    .selectFrom('consent_states')
    .select(['store_id', 'channel', 'state'])
    .where('contact_point_id', '=', contactPointId)
    .where('state', 'in', ['opted_in', 'requested'])
    .orderBy('store_id')
    .execute()
  for (const { store_id, channel, state } of open)
    await recordConsent(
      ctx,
      { contactPointId, storeId: store_id, channel: channel as Channel },
      { before: state as ConsentState, after: 'none', cause: 'staff', words: 'Taken from the customer' },
    )
}
