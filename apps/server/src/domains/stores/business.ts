import type { BusinessSettings, Language } from '@rapport/contract'
import { mustSeeStore, type Reading, type StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { recordAudit } from '../audit/index.ts'

/** The one business of this installation; undefined before the first admin has made it. */
export async function findBusiness(reading: Pick<Reading, 'tx'>): Promise<BusinessSettings | undefined> {
  const row = await reading.tx.selectFrom('business').selectAll().executeTakeFirst()
  return (
    row && {
      name: row.name,
      language: row.language as Language,
      optInBy: row.opt_in_by as BusinessSettings['optInBy'],
      optOutScope: row.opt_out_scope as BusinessSettings['optOutScope'],
      quietFrom: row.quiet_from,
      quietUntil: row.quiet_until,
      frequencyCap: row.frequency_cap,
      frequencyDays: row.frequency_days,
      askAgainDays: row.ask_again_days,
      fallbackStoreId: row.fallback_store_id,
    }
  )
}

/** @throws Error before there is a business: nothing that reads it is reachable then */
export async function readBusiness(reading: Pick<Reading, 'tx'>): Promise<BusinessSettings> {
  const business = await findBusiness(reading)
  if (!business) throw new Error('There is no business yet.')
  return business
}

/** Changes settings of the business; they hold from the next decision on. @throws Refusal NOT_FOUND for a store of others */
export async function saveBusiness(
  ctx: StaffCtx,
  change: Partial<BusinessSettings>,
): Promise<BusinessSettings> {
  if (change.fallbackStoreId) mustSeeStore(ctx.viewer, change.fallbackStoreId)
  const before = await readBusiness(ctx)
  const after = { ...before, ...change }
  await ctx.tx
    .updateTable('business')
    .set({
      name: after.name,
      language: after.language,
      opt_in_by: after.optInBy,
      opt_out_scope: after.optOutScope,
      quiet_from: after.quietFrom,
      quiet_until: after.quietUntil,
      frequency_cap: after.frequencyCap,
      frequency_days: after.frequencyDays,
      ask_again_days: after.askAgainDays,
      fallback_store_id: after.fallbackStoreId,
    })
    .execute()
  await recordAudit(ctx, 'business.changed', { subject: 'business', before, after })
  await publish(ctx, 'settings.changed', {}, { what: 'business' })
  return readBusiness(ctx)
}
