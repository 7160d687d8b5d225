import type { Language } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { canonicalPhone, countryOfPhone, shownPhone } from './contact-point.ts'

type Sender = {
  address: string
  profileName: string | null
  storeId: string
  language: Language
  country: string
}

/**
 * Who wrote from this address; a customer is made for one whom nobody knows yet. Any spelling of a number finds the same.
 * A number that was taken from its customer is theirs again once they write from it. The caller holds the address
 * against a second first contact.
 */
export async function customerOf(
  ctx: Ctx,
  sender: Sender,
): Promise<{ customerId: string; contactPointId: string; language: Language }> {
  // What the carrier gives is a number even when no plan lists it; it is kept as it came.
  const value = canonicalPhone(sender.address, sender.country) ?? sender.address
  const known = await ctx.tx
    .selectFrom('contact_points as p')
    .innerJoin('customers as c', 'c.id', 'p.customer_id')
    .where('p.kind', '=', 'phone')
    .where('p.value', '=', value)
    .select(['p.id', 'p.customer_id', 'p.detached_at', 'c.language'])
    .executeTakeFirst()
  if (known?.detached_at)
    await ctx.tx
      .updateTable('contact_points')
      .set({ detached_at: null, invalid_reason: null })
      .where('id', '=', known.id)
      .execute()
  if (known)
    return { customerId: known.customer_id, contactPointId: known.id, language: known.language as Language }

  const now = ctx.clock.now()
  const { id: customerId } = await ctx.tx
    .insertInto('customers')
    .values({
      first_name: sender.profileName?.trim().slice(0, 80) || shownPhone(value),
      last_name: '',
      language: sender.language,
      country: countryOfPhone(value),
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: contactPointId } = await ctx.tx
    .insertInto('contact_points')
    .values({ customer_id: customerId, kind: 'phone', value, entered: sender.address, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await ctx.tx
    .insertInto('customer_stores')
    .values({ store_id: sender.storeId, customer_id: customerId, since: now })
    .execute()
  await publish(ctx, 'customer.changed', { storeId: sender.storeId, customerId }, { what: 'created' })
  return { customerId, contactPointId, language: sender.language }
}
