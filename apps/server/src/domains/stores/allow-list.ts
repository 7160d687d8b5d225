import { mustSeeStore, type StaffCtx, type StaffReading } from '../../platform/context.ts'
import { invalid, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { canonicalPhone } from '../customers/contact-point.ts'

/** The numbers that a test store may write to (STO-5). */
export async function readAllowList(reading: StaffReading, storeId: string): Promise<{ numbers: string[] }> {
  mustSeeStore(reading.viewer, storeId)
  const rows = await reading.tx
    .selectFrom('test_numbers')
    .select('phone')
    .where('store_id', '=', storeId)
    .orderBy('phone')
    .execute()
  return { numbers: rows.map(row => row.phone) }
}

/** @throws Refusal NOT_A_TEST_STORE, INVALID naming what is no phone number */
export async function setAllowList(
  ctx: StaffCtx,
  input: { storeId: string; numbers: string[] },
): Promise<{ numbers: string[] }> {
  const before = await readAllowList(ctx, input.storeId)
  const store = await ctx.tx
    .selectFrom('stores')
    .select(['kind', 'country'])
    .where('id', '=', input.storeId)
    .executeTakeFirstOrThrow()
  if (store.kind === 'production')
    throw new Refusal('NOT_A_TEST_STORE', 409, 'Only sandbox and staging stores have an allow-list.')
  const numbers = [
    ...new Set(
      input.numbers.map(entered => {
        const phone = canonicalPhone(entered, store.country)
        if (!phone) throw invalid(`«${entered}» is not a phone number.`)
        return phone
      }),
    ),
  ].sort()
  await ctx.tx.deleteFrom('test_numbers').where('store_id', '=', input.storeId).execute()
  if (numbers.length > 0)
    await ctx.tx
      .insertInto('test_numbers')
      .values(numbers.map(phone => ({ store_id: input.storeId, phone })))
      .execute()
  await recordAudit(ctx, 'store.allow_list_changed', {
    subject: input.storeId,
    storeId: input.storeId,
    before: before.numbers,
    after: numbers,
  })
  return { numbers }
}
