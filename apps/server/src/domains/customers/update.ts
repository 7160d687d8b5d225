import type { Customer } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { violates } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { lockCustomers, mustKnow, tellStores } from './known.ts'
import { readCustomer } from './read.ts'
import { externalIdTaken, type ProfileChange, writeProfile } from './write-profile.ts'

type Input = ProfileChange & { storeId: string; customerId: string; version?: number | undefined }

/**
 * Changes a profile. With the version that the author saw, only if it is still that one: else they are shown what it is
 * now. The audit says which fields changed, never what is in them, so that erasing a person leaves nothing behind.
 * @throws Refusal VERSION_CHANGED with the present state, ATTRIBUTE_INVALID, EXTERNAL_ID_TAKEN, NOT_FOUND
 */
export async function updateCustomer(ctx: StaffCtx, input: Input): Promise<Customer> {
  await mustKnow(ctx, input)
  await lockCustomers(ctx, [input.customerId])
  const { storeId, customerId, version, ...change } = input
  const current = await readCustomer(ctx, { storeId, customerId })
  if (version !== undefined && version !== current.version)
    throw new Refusal(
      'VERSION_CHANGED',
      412,
      'Someone changed this customer meanwhile. Look at what they did, then save again.',
      { current },
    )
  const changed = await writeProfile(ctx, customerId, change).catch(error => {
    throw violates(error, 'customers_external_id_key') ? externalIdTaken(null) : error
  })
  if (changed.length === 0) return current
  await recordAudit(ctx, 'customer.changed', { subject: customerId, storeId, after: { fields: changed } })
  await tellStores(ctx, customerId, 'updated')
  return readCustomer(ctx, { storeId, customerId })
}
