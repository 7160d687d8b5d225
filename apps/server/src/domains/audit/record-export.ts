import { type ListExport, listsOfPeople } from '@rapport/contract'
import { mustHave, mustSeeStore, type StaffCtx } from '../../platform/context.ts'
import { recordAudit } from './record.ts'

/**
 * Writes down that somebody takes a list as a file, before they have it: which, how much of it, by which filter.
 * @throws Refusal NOT_PERMITTED when it names customers, whom they may not take along; NOT_FOUND for a store not theirs
 */
export async function recordExport(ctx: StaffCtx, { list, rows, filter }: ListExport): Promise<void> {
  if (listsOfPeople.includes(list)) mustHave(ctx.viewer, 'customer.export')
  if (filter.storeId !== undefined) mustSeeStore(ctx.viewer, filter.storeId)
  await recordAudit(ctx, 'list.exported', {
    subject: list,
    storeId: filter.storeId ?? null,
    after: { rows, filter },
  })
}
